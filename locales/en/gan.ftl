### The words of the lesson `gan`.

lesson-gan-title = GAN: forger and detective
lesson-gan-summary = Two networks, each learning from the other’s mistakes.
lesson-gan-idea = The generator turns random numbers into fakes. The discriminator is shown real examples and fakes and judges how real each one is. Both learn at once: the discriminator to tell them apart, the generator to have its fakes taken for real. The generator never sees a real example; all it learns comes through the discriminator’s gradient.
lesson-gan-look = within { $steps } steps the violet fakes lie along the ring, all eight sectors are covered, and the discriminator is down to guessing: about half of its answers are right. On the way the fakes chase around the ring before they spread over it.
lesson-gan-try-1 = With the example “Ring”, press play and wait until 90 % of the fakes are good.
lesson-gan-try-2 = Pause, then press +1 D step three times and +1 G step three times. Watch the field turn and the fakes move along the arrows.
lesson-gan-try-3 = Set the loss to min-max and start over. Its gradient is weak where the discriminator is sure of a fake. On this ring it rarely is: compare how many fakes are good after 1 000 steps, with min-max and without.
lesson-gan-try-4 = Choose the drawn data set, draw a shape of your own, and train until half of the fakes lie on it.
lesson-gan-question = Guess first: what loss should the discriminator end at when the fakes are perfect?
lesson-gan-saw = It can only guess, so it answers ½ to everything: the loss of each is ln 2, and the discriminator’s is twice that, 1.386. A falling discriminator loss is a sign that the forger is losing.

preset-gan-ring = Ring
    .help = 2 000 points on a ring of radius 0.7, spread by 0.05. Two networks of 64 and 64 hidden units.
preset-gan-modes = Eight Gaussians
    .help = Eight small clouds. A generator is a continuous map, so it cannot avoid leaving a few fakes between the clouds; a bad run leaves whole clouds out (mode collapse).
    .look = within { $steps } steps the violet fakes gather in the eight clouds, with a thin trail from one to the next. The coverage names a cloud that was left out.
preset-gan-line = Line
    .help = Points along a line: the easiest to imitate.
    .look = within { $steps } steps the violet fakes lie along the line, from one end to the other.
preset-gan-drawn = Drawn by you
    .help = Points that you draw. It starts with a heart.
    .look = within { $steps } steps the violet fakes lie along the drawing. Corners and gaps come last.
preset-gan-digits = Digits
    .help = MNIST: 16 random numbers become 784 pixels. After 500 steps all samples are the same blur; after about 1 500 they differ and have strokes, and they get clearer for as long as you let it run.
    .look = after { $steps } steps the samples differ, have strokes, and some of them are legible. The losses say little here: watch the samples.

knob-drawn = Your points
    .help = Draw with a pointer or a finger; or move the cross with the arrow keys and press Enter to add a point, Delete to remove the nearest. Used by the drawn data set.
knob-latent = Random numbers in
    .help = How many random numbers the generator turns into one sample. With one it can only draw a curve; with two it folds a plane.
knob-generator = Generator’s layers
    .help = Units of each hidden layer of the generator, with ReLU; its output goes through tanh.
knob-discriminator = Discriminator’s layers
    .help = Units of each hidden layer of the discriminator, with leaky ReLU. Stronger is not better: a discriminator too sure of itself leaves the generator no gradient.
knob-objective = Loss
    .help = The loss that the generator minimises. Min-max: ln(1 − D), flat where D is sure of a fake. Non-saturating: −ln D, steep there. Least squares: ½(D − 1)².
knob-k = D steps per G step
    .help = How many steps the discriminator takes before each step of the generator.
knob-beta1 = Adam’s β₁
    .help = How much of its running mean of gradients Adam keeps. The target moves, so less memory than the usual 0.9 keeps the two from circling each other.

choice-ring = Ring
choice-modes = Eight Gaussians
choice-line = Line
choice-drawn = Drawn by you
choice-mnist = Digits
choice-minmax = Min-max
choice-non-saturating = Non-saturating
choice-least-squares = Least squares

points-count = { $count ->
    [one] one point
   *[other] { $count } points
}
allowed-points = 1 to { $most } points, each two whole numbers from −100 to 100, all separated by commas

## The sketch

game-draw = To the pad
sketch-label = A pad to draw points on. Arrow keys move the cross, Enter adds a point, Delete removes the nearest.
sketch-clear = Draw anew
sketch-clear-help = The next point you draw replaces all of them.
sketch-here = cross at { $x }, { $y }
sketch-anew = Draw now: the first point replaces all that were there.

## Panels

panel-game = The game
    .tab = Game
    .help = Real points and fakes, and how real the discriminator considers every place to be.
gan-panel-accuracy = Who is right
panel-coverage = Coverage
    .help = Which parts of the data the generator covers, over 1 000 fakes made from fixed random numbers.
panel-samples = Generated samples
    .tab = Samples
    .help = Digits made by the generator, always from the same random numbers, so that you can follow each one.

game-layers = What is drawn
game-field = D’s field
game-real = real
game-fakes = fakes
game-pushes = gradients
game-mesh = G’s mesh
game-turns = One player’s turn
game-step-d = +1 D step
game-step-g = +1 G step
game-longest = longest arrow: gradient { $length }
game-legend-real = real
game-legend-fake = fake; the arrow points where its loss falls, −∂L/∂x
game-legend-sectors = 1, 2, …: the sectors that the coverage panel counts
game-legend-low = D says fake
game-legend-high = real
alt-game = The plane with { $fakes } fakes over the discriminator’s field. { $good } of the fakes lie within three noise widths of the data; { $right } of the discriminator’s answers are right.

coverage-sectors = Share of the fakes that are good, in each sector
coverage-covered = covered
coverage-missed = left out
coverage-said = { $good } of { $of } fakes are good; { $covered } of { $sectors } sectors are covered
coverage-legend = good: within three noise widths of the data. Covered: at least 2 % of the fakes are good and in it. A half-full bar is a fair share; ▲ marks a bar that is cut off at twice that.

samples-said = { $count } generated samples; the discriminator’s mean answer is { $mean }

## Curves

loss-gan = loss
gan-train = discriminator
gan-test = generator (dashed)
gan-train-share = right answers of D
gan-test-share = good fakes (dashed)
gan-accuracy = Who is right
gan-share = share
gan-here = Step { $step }: discriminator { $train }, generator { $test }
gan-here-share = Step { $step }: { $train } of the discriminator’s answers right, { $test } of the fakes good
gan-alt-loss = Losses over { $step } steps: discriminator { $train }, generator { $test }.
gan-alt-accuracy = Over { $step } steps: { $train } of the discriminator’s answers right, { $test } of the fakes good.
gan-summary = Step { $step }, generator loss { $loss }.
gan-summary-accuracy = Step { $step }, generator loss { $loss }, { $accuracy } of the fakes good.
gan-stat-loss = generator loss
gan-stat-accuracy = good fakes
