## Messages about faults, refusals and links. A fault gets one sentence each on what happened, what was done and what to try.
## No technical text: “copy the details” has it.

notice-copy-details = Copy the details
    .help = For a bug report: the version, your browser, the settings of this run, and the technical text.
notice-details-copied = The details are copied
notice-details-by-hand = This browser did not let the details be copied. Copy them from here:
# { $message } is the notice itself, { $link } the page’s address with all settings.
notice-report =
    Gradient Garden { $version }, build { $build }
    Browser: { $browser }
    Device: { $device }
    Lesson: { $lesson }
    Step: { $step }
    Link: { $link }
    Notice: { $message }
    Details: { $details }

notice-link-refused = The link asks for { $name } = { $value }. Allowed: { $allowed }. The default is used instead.
notice-link-unknown = The link has “{ $name }”, which this page does not know. It is left out.
notice-link-most = { $name } { $value } → { $used }, the most here.
notice-link-least = { $name } { $value } → { $used }, the least here.
notice-link-near = { $name } { $value } → { $used }. Allowed: { $allowed }.
# { $unused } are keys with their values, as they stand in the link.
notice-link-unused = { $more ->
    [0] In the link, but not known or not allowed here: { $unused }.
   *[other] In the link, but not known or not allowed here: { $unused }, and { $more } more.
}
notice-link-more = { $count ->
    [one] One more thing in the link was not understood.
   *[other] { $count } more things in the link were not understood.
}
notice-link-long = The link is longer than { $most } characters. Only its beginning was read.
notice-lost-crashed = The trainer stopped by itself. A new one goes on from step { $step }. If that happens again, reload the page; the network or the batch may be too large for this device.
notice-lost-silent = The trainer did not answer for { $seconds } seconds, so it was ended. A new one goes on from step { $step }. If that happens again, reload the page; the network or the batch may be too large for this device.
notice-lost-device = It goes on from step { $step }.
notice-interrupted = The step under way was broken off, because it takes too long to wait for. The run stands at step { $step }.
# { $time } is “40 s” or the like, { $memory } “1.2 GB”.
notice-costly = One step takes about { $time } here and up to { $memory } of memory. Pause breaks off a step in progress; the steps before it are kept.
notice-costly-memory = One step takes up to { $memory } of memory.
# A setting that needs less; follows “Less with”.
notice-smaller = { $knob }: { $value } ({ $less })
notice-smaller-label = Less with
notice-gave-up = The trainer stopped three times in a row, so it is not restarted automatically. Press play to try again, or reload the page. The network or the batch may be too large for this device.
notice-not-copied = This browser did not let the link be copied. Copy it from here:
notice-link-by-hand = The link
notice-copied = The link is copied. It opens exactly this network, data and settings.
notice-edit-gone = That number belongs to a network that no longer exists. Nothing was changed.
notice-started-over = These settings need a new run, which starts at step 0. The { $steps } steps of the previous run are gone.
notice-dropped = That cannot be opened here; the run goes on. What can be opened: links to this page and, in the lesson “{ $lesson }”, points that you draw.

problem-refused = { $name } cannot be { $value }. Allowed: { $allowed }.
problem-unknown = “{ $name }” is not known here.
problem-no-adapter = WebGPU cannot be used here: this browser has none, or no graphics adapter for it. The CPU trains instead. Another browser, or a newer one, may have it.
# { $device } is cpu or webgpu, in all of these.
problem-device-refused = { $device ->
    [webgpu] The browser did not make WebGPU available. The CPU trains instead. To try WebGPU again, reload the page.
   *[cpu] The trainer could not start. Reload the page to try again.
}
problem-device-lost = { $device ->
    [webgpu] The graphics device was lost. The CPU continues from the last checkpoint. To try WebGPU again, reload the page.
   *[cpu] The trainer stopped by itself. It restarts and continues from the last checkpoint.
}
problem-device-crashed = { $device ->
    [webgpu] The trainer for WebGPU stopped by itself. The CPU trains instead. Choose WebGPU again to give it another try.
   *[cpu] The trainer stopped by itself. Reload the page to try again.
}
problem-device-out-of-memory = { $device ->
    [webgpu] The graphics device has too little memory for this network. The CPU continues from the last checkpoint. For WebGPU, make the network or the batch smaller.
   *[cpu] This network needs more memory than the browser allows. The trainer starts again from the last checkpoint. Make the network or the batch smaller.
}
problem-device-rejected = { $device ->
    [webgpu] WebGPU rejected what the trainer asked of it. The CPU continues from the last checkpoint. A newer browser or graphics driver may accept it.
   *[cpu] The trainer’s program failed. It restarts and continues from the last checkpoint. If that happens again, reload the page.
}
problem-device-read-back = { $device ->
    [webgpu] The graphics device did not give back what it computed. The CPU continues from the last checkpoint. To try WebGPU again, reload the page.
   *[cpu] The trainer could not read its own results. It restarts and continues from the last checkpoint. If that happens again, reload the page.
}
problem-device-self-test = { $device ->
    [webgpu] WebGPU gave no result for its self-test. The CPU trains instead. To try WebGPU again, reload the page.
   *[cpu] The trainer gave no result for its self-test. Reload the page to try again.
}
problem-wrong-web-gpu = WebGPU computes wrongly here: in its self-test, { $what } came out as { $found } instead of { $expected }. The CPU trains instead. A newer browser or graphics driver may compute correctly.
problem-wrong-step = { $value ->
    [gradient] WebGPU computed step { $step } wrongly: a gradient of { $name } came out as { $found }, on the CPU as { $expected }. The CPU trains instead. Choose WebGPU again to give it another try; a newer browser or graphics driver may compute correctly.
   *[parameter] WebGPU computed step { $step } wrongly: a value of { $name } became { $found }, on the CPU { $expected }. The CPU trains instead. Choose WebGPU again to give it another try; a newer browser or graphics driver may compute correctly.
}
problem-not-finite = Training diverged: step { $step } would have made a weight too large to compute with. Training is paused. The network is still as it was before that step, the last with finite numbers, so you can inspect what went wrong. Then reset with a smaller learning rate.
problem-no-input = Choose an input first. Without one there is no network; training starts as soon as there is.
problem-abandoned = The run was replaced by another before this was done.
problem-checkpoint-unread = What the run had learned could not be read back. Press Reset to start it again.
problem-too-large = One step of this network would take about { $memory } of memory, which is more than a page can have here. The network was not built. Make the network or the batch smaller.
problem-no-answer = WebGPU did not answer for { $seconds } seconds. The CPU trains instead. Choose WebGPU again to give it another try.
problem-no-trainer = The trainer stopped over this more than once, so it cannot be done. Press Reset or Play to continue.

misfit-no-run-yet = There is no run yet. Ask again when there is one.
misfit-unknown-parameter = This network has no parameter “{ $name }”. It has { $known }.
misfit-twice = { $name } is given twice. Give each parameter once.
misfit-unknown-number = This network has no parameter { $name }[{ $index }].
misfit-shape = { $name } has the shape { $expected } here, not { $given }.
misfit-transposed = { $name } has the shape { $expected } here, not { $given }. It looks transposed: in this page a layer’s weights are [inputs, units], in PyTorch [units, inputs].
misfit-count = { $name } has { $expected } values here, not { $given }.
misfit-parameter-not-finite = { $name } contains { $value }. Only finite numbers are allowed.
misfit-input-not-finite = An input contains { $value }. Only finite numbers are allowed.
misfit-rows = { $numbers } numbers in rows of { $width } do not fit: an input of this lesson has { $expected } numbers.
misfit-token = An input contains { $value }. A token is a whole number from 0 to { $most }.
misfit-another-run = These settings need a new run. Press Reset.
misfit-one-network-only = Only one network learns in this lesson, so it has no parts to train alone.
misfit-examples-missing = The data has not arrived yet. Ask again when it has.
misfit-family-missing = The program that is running cannot train the networks of “{ $lesson }”. Reload the page to load the one that can.

field-item = { $item } ({ $knob })
number-missing = Write a number, such as −0.5, 0.03 or 2e-5.
number-unread = “{ $text }” is not a number that can be used here. Write one such as −0.5, 0.03 or 2e-5.
number-ambiguous = { $count ->
    [one] The marks in “{ $text }” can be read in more than one way. If you mean { $first }, write it so.
   *[other] “{ $text }” can be read in two ways. Write { $first } or { $second }.
}

allowed-integer = a whole number from { $min } to { $max }
allowed-number = a number from { $min } to { $max }
allowed-choice = { $names }
allowed-subset = any of { $names }, separated by commas
allowed-layers = up to { $layers } whole numbers from 1 to { $units }, separated by commas
allowed-stages = up to { $stages } of p (a pool) or a whole number from 1 to { $filters } (a convolution), separated by commas
allowed-no-examples = nothing, because this lesson has no examples
allowed-pair = two different whole numbers from 1 to { $most }, separated by a comma
allowed-pair-or-none = two different whole numbers from 1 to { $most }, separated by a comma, or nothing
allowed-parts = any of { $names }, and the group, setting, data set or input that should not be offered, by its name in the link; separated by commas
allowed-here = this lesson has { $names }

## The scripting interface: what a script passed, and what it may pass.

call-refused = { $name }={ $value } is not allowed: { $allowed }
call-threw = { $name } threw an error while it was read. Allowed: { $allowed }
call-too-many = { $name } has { $given } entries, and at most { $most } are allowed here
call-too-long = { $name } is longer than { $most } characters
call-options = an object of options
call-option = a number, a text, true or false, or a list of numbers and texts
call-steps = a whole number from 1 to { $most }
call-parameters = a list of objects with name, shape and values, whose values are finite numbers
call-inputs = a list of rows of finite numbers, all of one length; at most { $rows } rows and { $numbers } numbers
call-input = a row of finite numbers
call-unknown-option = { $name } is not known
call-failed = it could not be done
