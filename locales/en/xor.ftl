### The words of the lesson `xor`, and of the panels that show a fold and many seeds.

lesson-xor-title = XOR: fold the plane
lesson-xor-summary = No line separates these four points until hidden units fold the plane.
lesson-xor-idea = Exactly one of two inputs is 1: answer 1, else 0. No straight line separates these four points. Hidden units fold the plane along their edges, and on the folded plane one line is enough.
lesson-xor-look = within { $steps } steps, 300 passes over the four points, all of them come to lie on the correct side of the line, in the plane and on the fold. Then ask whether that was luck: try 50 seeds.
lesson-xor-try-1 = Press play and wait until all four points are right.
lesson-xor-try-2 = Choose the example “Article” above, with two hidden units, and train it from three seeds.
lesson-xor-try-3 = Press “Try 50 seeds” with eight units, remember the count, then do it with two.
lesson-xor-question = Guess first: two ReLU units can solve XOR in principle. From how many of 100 random starts do they learn it in 100 epochs?
lesson-xor-saw = From about 8 of 100. Most others have a unit that responds to no point, or two that fold the same way, and then there is little or no gradient to lead them out; a few carry on and get there after thousands of steps. Eight units leave some to spare: with them, and 300 epochs, about nine starts in ten succeed.

preset-xor-eight = Eight units
    .help = Two inputs, eight ReLU units, one sigmoid; Adam with learning rate 0.01, one point at a time, 300 epochs. It succeeds from most seeds.
preset-xor-article = Article
    .help = The article’s network: two inputs, two ReLU units, one sigmoid; binary cross-entropy, Adam with learning rate 0.01, one point at a time, 100 epochs. It succeeds from few seeds; seed 1 is one of them.
    .look = within { $steps } steps, 100 passes over the four points, about one start in twelve gets all of them right. Of the others most are stuck where one or two points stay wrong; for some the loss still falls, slowly. Then ask how often that happens: try 50 seeds.

loss-binary-cross-entropy = binary cross-entropy in nats

panel-fold = The fold
    .tab = Fold
    .help = The plane with its four points as the last hidden layer sees it: each place is drawn where two of the units map it.
panel-seeds = 50 random initialisations
    .tab = Many seeds
    .help = The same network trained from other initial weights, in the background. Your own run continues meanwhile.

fold-unit = unit { $unit }
fold-strongest = the two that say most
fold-across = across
fold-up = up
fold-none = Without a hidden layer nothing is folded.
fold-zero = answer 0
fold-one = answer 1
fold-line = where the output is undecided, ½
fold-mesh = mesh: a grid of squares on the plane
fold-sides = { $right } of 4 points are on the correct side of ½.
fold-exact = What you see is everything that the output is given.
fold-slice = The background and the line hold with all other units at their mean.
alt-fold = The four points along hidden units { $across } and { $up }: { $places }.
alt-fold-place = ({ $x1 }, { $x2 }) at ({ $a }, { $b }), probability { $output }

seeds-begin = Try { $count } seeds
seeds-cancel = Cancel
seeds-idle = { $steps } steps each, in the background.
seeds-done = { $done } of { $of } seeds done, { $steps } steps each.
seeds-done-solved = { $done } of { $of } seeds done: { $solved } solved, { $share }.
seeds-count = seeds
seeds-empty = The distribution of final losses is drawn here.
seeds-solved = solved: every point right
seeds-unsolved = not solved
seeds-list = Every seed
seeds-load = Choose a seed to start your own run from it.
seeds-waiting = Seed { $seed }: not done yet
seeds-one = Seed { $seed }: loss { $loss }
seeds-one-solved = Seed { $seed }: solved, loss { $loss }
seeds-one-unsolved = Seed { $seed }: not solved, loss { $loss }
alt-seeds = How many seeds end at which loss: { $bars }.
alt-seeds-bar = from { $from } to { $to }, { $solved } solved and { $unsolved } not
