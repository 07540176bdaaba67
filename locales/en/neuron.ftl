### The words of the lesson `neuron`, and of the panels that show a fit and a loss surface.

lesson-neuron-title = Neuron: fit a line
lesson-neuron-summary = One unit weighs its inputs and follows the slope of its loss downhill.
lesson-neuron-idea = One neuron weighs its two inputs and adds a bias; that sum is its output. The loss is the mean of its squared errors. For every weight, gradient descent asks in which direction the loss falls, and moves it a little that way, 1 000 times.
lesson-neuron-look = within { $steps } steps the dashed errors shrink to nothing and the path runs down into the valley. Then read w₁, w₂ and b: they are not the 1, 2 and 3 that made the data.
lesson-neuron-try-1 = Press play and wait until the loss is below 0.002.
lesson-neuron-try-2 = Choose a place in the loss surface, or edit a weight in the network, and continue training from there. It ends at another place in the same valley.
lesson-neuron-try-3 = Choose the example “Saturated” above and train it. Why does it never learn?
lesson-neuron-question = Guess first: the data was made with weights 1 and 2 and bias 3. Which weights will the neuron find?
lesson-neuron-saw = A different answer from every seed. The second input is always the first plus one, so the data fixes only w₁ + w₂ = 3 and b + w₂ = 5: three numbers, two conditions, a whole line of perfect answers.

preset-neuron-line = Line
    .help = Four points, y = x₁ + 2 x₂ + 3, a linear neuron, full-batch gradient descent with learning rate 0.01 for 1 000 epochs.
preset-neuron-saturated = Saturated
    .help = The same four points with a sigmoid output, which never exceeds 1. The targets are 8 to 17: the error stays at 144.
    .look = the error sticks at 144, whatever the weights do: the output comes close to 1 and can go no further, so every error stays as large as it is.

panel-fit = Fit
    .help = The neuron’s output along the line of the examples, and its error at each of them.
panel-surface = Loss surface
    .help = The loss for every pair of weights, at the neuron’s present bias, and the path that training has taken.

fit-x = x₁, where x₂ = x₁ + 1
fit-y = y
fit-bound = no output beyond
fit-legend-target = target y
fit-legend-output = output ŷ
fit-legend-residual = residual y − ŷ
fit-rows = Every example with its residual
fit-place = x₁
fit-target = target y
fit-output = output ŷ
fit-residual = residual y − ŷ
fit-slope = slope f′
fit-parameters = w₁ { $w1 }, w₂ { $w2 }, b { $b }: w₁ + w₂ = { $slope }, b + w₂ = { $intercept }
fit-within = Every target is within reach of the output. The dashed residuals show what is left to learn.
fit-met = The line fits. For these examples only w₁ + w₂ and b + w₂ matter, so other weights with the same two sums fit as well.
fit-best = This is the best line: no other has a mean squared error below { $least }. What is left is noise.
fit-too-large = The numbers became too large. Choose a smaller learning rate and press Reset.
fit-beyond = The targets run from { $low } to { $high }, but this output never goes beyond { $bound }. The smallest error that it can have is { $least }.
fit-saturated = Saturated: the targets run from { $low } to { $high }, but this output never goes beyond { $bound }, and it is nearly there for every example. Its slope f′ is close to 0, so the gradient is, too, and the error stays at { $least }.
alt-fit = The outputs along the line of the examples run from { $from } to { $to }. The largest residual is { $worst }. The table below has every example.

surface-here = w₁ { $w1 }, w₂ { $w2 }: loss { $loss }
surface-hint = The loss for every pair of weights, with bias { $bias }. Click a place, or go there with the arrow keys and press Enter, to put the weights there.
    .touch = The loss for every pair of weights, with bias { $bias }. Tap a place to put the weights there.
surface-too-large = No loss to show: the numbers became too large for one.
surface-scale = loss, on a logarithmic scale
surface-start = start
surface-now = now
surface-valley = the valley: each place in it fits best with its own bias
alt-surface = The loss over the two weights, from { $low } (blue) to { $high }. Training began at { $start } and is at { $now } after { $step } steps.
