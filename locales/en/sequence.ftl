### The words of the lesson `sequence`, and of the panels that show sequences, gates over time and races.

lesson-sequence-title = Sequences: remember
lesson-sequence-summary = Gates learn what to keep for forty steps and what to forget.
lesson-sequence-idea = A recurrent network reads one step at a time and keeps a state h. The same weights compute the next state from the last one and the input. To learn, the gradient has to travel back through every step. In the plain cell each step shrinks it, so distant steps are forgotten. The gates of GRU and LSTM learn what to keep, and keep a path open for the gradient.
lesson-sequence-look = long before step { $steps } all answers are right: the letter read first comes back forty steps later. The forget gate is blue where the memory is kept, and the gradient reaches the first step.
lesson-sequence-try-1 = With the example “Recall”, press play and wait until 95 % of the answers are right.
lesson-sequence-try-2 = Change the cell to RNN and train again. Watch how much of the gradient reaches the first step.
lesson-sequence-try-3 = Race the three cells on the same seed.
lesson-sequence-try-4 = Choose the example “Wave” above and train it until its free run stays on the wave.
lesson-sequence-question = Guess first: over forty steps, what share of the gradient at the end reaches the first step of an untrained plain cell?
lesson-sequence-saw = Less than a millionth from eight seeds in ten or more, so a training step says next to nothing about the letter to remember. The memory of the LSTM passes on between a tenth and two fifths, and 300 steps are enough.

preset-sequence-recall = Recall
    .help = A letter, 39 distractors, then a question mark: which letter was it? LSTM with 32 units, Adam, learning rate 0.01.
preset-sequence-wave = Wave
    .help = The next value of a wave whose period and phases are new each time. After 40 given steps the GRU continues on its own, fed its own outputs. It is trained on waves with a little noise, so that its own small mistakes do not throw it off.
    .look = within { $steps } steps the free run, which is fed nothing but its own outputs, stays on a wave that it never saw.
preset-sequence-characters = Characters
    .help = The next character of two poems by Lewis Carroll (“Jabberwocky” and “The Walrus and the Carpenter”, 1871, public domain). The network writes while it learns. It soon knows the poems by heart; the last tenth, which it never reads, stays hard.
    .look = within { $steps } steps its writing turns from noise into letters, words and lines of the poems. The test loss stays high: it learns the poems by heart, not English.
preset-sequence-classify = The article’s classifier
    .help = 100 whole numbers as tokens, ten classes: embedding of 64, LSTM with 128 units, softmax; cross-entropy, Adam, batches of 32. One of the first ten numbers is below 10; it is the class. A step is nearly forty times the work of a step of “Recall”.
    .look = within { $steps } steps nearly all answers are right: the memory takes in the one number below 10 and keeps it past ninety others that mean nothing.

panel-sequence = The sequence
    .tab = Sequence
    .help = A sequence that was not used for training, with the network’s outputs.
panel-gates = Gates over time
    .tab = Gates
    .help = Every state and gate for the sequence above: one row for each unit, one column for each step.
panel-reach = Gradient through time
    .tab = Reach
    .help = The gradient of the last answer’s loss, followed back through time: how strongly that loss depends on the state at every step.
panel-race = RNN, GRU and LSTM compared
    .tab = Three cells
    .help = RNN, GRU and LSTM with the same data, size and seed, trained in the background. Your own run continues meanwhile.

## The sequence

sequence-step = step
sequence-value = value
sequence-wave = The wave, its prediction and a free run
sequence-wave-truth = wave
sequence-wave-prediction = next value (dashed)
sequence-wave-free = free run
sequence-wave-here = Step { $step }: { $values }
sequence-wave-hint = Up to the middle the network is given every value and predicts the next. From there on it is fed its own predictions.
alt-sequence-wave = A wave. The next value is predicted with an error of { $prediction }; the free run misses by { $free } (root mean squares).
sequence-tokens = What the network reads, step by step
sequence-right = Answer { $answer } with { $share }: right
sequence-wrong = Answer { $answer } with { $share }: wrong, it is { $truth }
sequence-shares = Probability of every answer, in percent; the true one is underlined
sequence-legend-telling = the token to remember
sequence-legend-step = the step looked at, here and in the gates
sequence-written = What the network writes
sequence-temperature = Temperature
sequence-temperature-help = Low: only its most likely characters, again and again. 1: in the proportions that it learned. High: nearly anything.
sequence-temperature-zero = At 0 it always writes its most likely character.
sequence-legend-given = given; the network writes the rest, each character drawn from its probabilities
sequence-legend-likeliest = given; the network writes the rest

## Gates over time

gates-axis = steps →
gates-hidden = hidden state h
gates-memory = memory c
gates-input = input gate: what is written
gates-forget = forget gate: what is kept
gates-output = output gate: what is shown
gates-update = update gate: what is kept
gates-reset = reset gate: what the candidate sees
gates-candidate = candidate: what could be written
gates-rnn = RNN: no gates, the state is computed anew at every step
gates-gru = GRU: h = update ⊙ h + (1 − update) ⊙ candidate
gates-lstm = LSTM: c = forget ⊙ c + input ⊙ candidate, h = output ⊙ tanh c
gates-step = Step { $step }
gates-step-token = Step { $step }: { $token }
gates-unit = unit { $unit }
gates-mean = mean of all
gates-numbers = Numbers of the chosen step
gates-hint = Hover or use the arrow keys to choose a step and a unit.
    .touch = Tap to choose a step and a unit.
gates-low = −1
gates-high = 1
gates-open = A gate at 1 is open.
gates-scaled = The memory is scaled to its largest value.
alt-gates = { $units } units over { $steps } steps. Means: { $means }.

## Gradient that reaches back

reach-hidden = hidden state h
reach-memory = memory c (dashed)
reach-norm = ‖∂L/∂state‖
reach-here = Step { $step }: { $values }
reach-nothing = nothing
reach-share = Along the { $state }, the first step gets { $share } times what the last one gets.
reach-none = Nothing at all reaches the first step: the numbers became too small to represent.
reach-unknown = There is no gradient at the last step: its answer is certain.
alt-reach = Norm of the gradient by step, { $lines }.
alt-reach-line = { $name }: { $first } at the first, { $last } at the last

## The race

race-begin = Race
race-idle = { $steps } steps each, in the background.
race-steps = { $steps } steps each.
race-empty = The progress of each cell is drawn here.
alt-race = Share of test sequences answered right: { $lanes }.
alt-race-loss = Test loss: { $lanes }.
alt-race-lane = { $cell } { $value } at step { $step }
