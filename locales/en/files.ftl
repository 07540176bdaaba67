### Messages about files that do not arrive, or are not what they should be.

# The missing file, at the start of a sentence.
file-data = The data file { $file }
file-program = The trainer’s program ({ $file })
file-program-gpu = The trainer’s program for WebGPU ({ $file })

# What happened to it. { $what } is one of those above.
flaw-status = { $what } could not be loaded: the server answered { $status }.
flaw-unreachable = { $what } could not be loaded: no answer came from the server.
flaw-silent = { $what } could not be loaded: nothing came for ten seconds or more.
flaw-mute = { $what } did not answer for ten seconds: it has not arrived, or it cannot start here.
flaw-not-started = { $what } was loaded, but did not start.
flaw-cut-off = { $what } arrived incomplete.
flaw-altered = { $what } is damaged, or not the file that belongs to this page.
flaw-document = { $what } did not come, but another page in its place. Some networks do that until you sign in.
flaw-policy = { $what } is blocked by this site’s content policy. The site’s owner can allow it.
flaw-unsupported = { $what } arrived, but this browser cannot run it. A newer browser can.

# What happens now. { $happened } is one of the sentences above.
problem-data = { $happened } The page tries again by itself, and at once when you press play; meanwhile it trains on the data before this file, and then waits, so that the same seed gives the same run.
problem-data-test = { $happened } The page tries again by itself, and at once when you press play; meanwhile it trains, and is measured on the test data that is there.
problem-program-gpu = { $happened } The CPU trains meanwhile. The page tries again by itself, and at once when you press play.
# The first file of the training data; without it there is nothing to train on.
problem-data-first = { $happened } The page tries again by itself, and at once when you press play; training waits for it.
problem-program = { $happened } The page tries again by itself, and at once when you press play.

state-no-program = The trainer’s program is missing. See the message above.
device-missing = Waiting for its program
notice-replaced = A newer version of this page is there. Reload it to go on.
app-reload = Reload
