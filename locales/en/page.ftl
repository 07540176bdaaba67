### Every word on the page, in English. Ids are systematic (see src/app/words/mod.rs):
### knob-<name> with .help, choice-<name>, group-<name>, panel-<name> with .help, lesson-<name>-<part>, problem-…, notice-….
### Numbers arrive formatted (three significant digits, thin spaces), except where a message selects a plural form by them.

## The page

app-title = Gradient Garden
app-skip = Skip to the picture
app-skip-settings = Skip the settings
app-lesson = Lesson
    .help = All lessons, with pictures.
app-more = Example, device, share and more
app-preset = Example
    .help = A worked example: a complete set of data, network and settings.
app-preset-own = your own settings
app-controls = Settings
app-notices = Messages
app-dismiss = Dismiss
app-help = What is { $name }?
app-put-back = Put { $name } back to { $value }
app-changed = changed
app-share = Share
    .help = Copy a link to exactly this network, data and settings.
download = Download
    .help = Save this run’s data, curves, parameters and pictures as files.
download-title = Download this run
download-close = Close
download-dataset = Data
download-dataset-classes = Every point: x₁, x₂, its class, training or test.
download-dataset-values = Every point: x₁, x₂, its value, training or test.
download-dataset-cloud = The real points and those that the generator makes now: x₁, x₂.
download-dataset-digits = Every digit in use: its class and 784 pixels from 0 to 255, training or test. About { $size } MB.
download-dataset-pixels = Every digit in use: 784 pixels from 0 to 255. About { $size } MB.
download-dataset-waves = Every wave and, for each of its values, the next one; training or test.
download-dataset-tokens = Every sequence and the answers expected for it, training or test.
download-dataset-text = Every piece of text and, for each of its characters, the next one; training or test.
download-history = Learning curve
    .help = Losses and accuracies at every step where they were measured.
download-safetensors = Parameters
    .help = All weights and biases, for Python and other programs.
download-json = Everything
    .help = Settings, numbers, learning curve and parameters in one file.
download-png = Picture
download-panel = Picture of
# The progress of a download.
download-making = Preparing the file …
download-saved = { $name } is in your browser’s downloads.
download-failed = The file could not be made: { $why }
picture-none = there is no picture yet.
picture-no-panel = the panel “{ $panel }” has no picture on this page. These have one: { $panels }.
picture-refused = this browser does not give out pictures. A privacy setting may be the reason: a test picture did not come back as it was drawn.

app-theme = Theme
app-language = Language
app-size = Large type
    .help = Large type and strokes, for a projector.

theme-auto = As the system
theme-light = Light
theme-dark = Dark
# The language's own name, in the menu of languages.
language-en = English

## Transport

transport-label = Run
transport-play = Play
    .help = Train until you press pause.
transport-pause = Pause
    .help = Stop after the step in progress.
transport-batch = +1 batch
    .help = One optimizer step on one batch of examples.
transport-epoch = +1 epoch
    .help = Train to the end of this pass over the training examples.
transport-reset = Reset
    .help = Start over with the same seed: the same weights, the same order, the same result.
transport-seed = New seed
    .help = Start over with other random weights and other random examples.

## Numbers

stat-step-epoch = step · epoch { $epoch }
stat-speed = steps / s
stat-none = –
# Read aloud after a summary whose numbers come from a sample.
stat-summary-sample = Measured on the first { $count } of { $total } test examples.
# Follows the name of a number that is measured on a sample: "test accuracy · first 500".
stat-sample = · first { $count }

## Units

unit-flop = { $value } FLOP
unit-kflop = { $value } kFLOP
unit-mflop = { $value } MFLOP
unit-gflop = { $value } GFLOP
unit-seconds = { $value } s
unit-minutes = { $value } min
unit-megabytes = { $value } MB
unit-gigabytes = { $value } GB
unit-percent = { $value } %

## Groups of knobs

group-data = Data
group-features = Features
group-network = Network
group-training = Training
group-regularization = Against overfitting
group-device = Device

## Knobs

knob-data = Data set
    .help = The training and test examples: two classes, a value at every point (plane, hills), or a distribution to imitate.
knob-task = Task
    .help = What the network is asked to do with a sequence.
knob-length = Length
    .help = Tokens, or time steps, in a sequence. A recurrent network reads them one by one; attention compares each with every other, so twice the length means four times the comparisons.
knob-distance = Distance
    .help = How many steps separate the token to recall from the question. The longer the distance, the longer the token has to be remembered, and the further the gradient has to travel back.
knob-noise = Noise
    .help = How far examples stray from their pattern. With a lot of noise, a network that fits every point has learned the noise as well.
knob-points = Points
    .help = How many examples there are, for training and testing together.
knob-digits = Training digits
    .help = How many of the 60 000 training digits are used. All 10 000 test digits are always held out.
knob-tested = Test digits measured
    .help = How many of the 10 000 test digits are measured when the run is paused, counting from the first. Fewer give a rougher figure sooner.
knob-denoise = Denoising
    .help = On: the network is given noisy digits and learns to reconstruct the clean ones.
knob-corruption = Noise on digits
    .help = With denoising, the share of pixels replaced at random by black or white. Training replaces different pixels each time; on a test digit they are always the same.
knob-test = For testing
    .help = The share of points held out from training. They show whether the network learned the pattern or only the points.
knob-features = What the network sees
    .help = Each feature is one input, computed from a point’s position. With the right one, a single unit can be enough. Without any there is no network.
knob-filters = Convolutions and pools
    .help = The stages that the picture passes through. A convolution makes one map per filter; a pool halves the sides of every map.
knob-kernel = Kernel size
    .help = Width and height of a filter, in pixels. A larger kernel sees more at once and has more weights.
knob-stride = Stride
    .help = How many pixels a kernel moves between one place and the next. With 2, a convolution makes maps half as wide and half as high.
knob-padding = Padding
    .help = Same adds zeros around the picture, so that a map is as large as its input. Valid uses only whole windows, so maps shrink.
knob-pool = Pool
    .help = What a pool keeps of every two by two values: the largest of them, or their mean.
knob-layers = Hidden layers
    .help = Units in each hidden layer, from input to output. More units can bend the boundary more, and take longer to train.
knob-code = Code size
    .help = How many numbers make up the latent code that every digit has to pass through. With 2 they can be drawn as a map.
knob-heads = Heads
    .help = How many attention matrices a block has. Each head looks for something different, with its share of the width.
knob-width = Width
    .help = How many numbers represent a token inside the network. Rounded up to a multiple of the heads, which take equal shares.
knob-blocks = Blocks
    .help = How many blocks, each of self-attention and a feed-forward layer, follow one another. A later block looks at what the earlier ones made of the tokens.
knob-forward = Feed-forward units
    .help = Hidden units of the small network that each block applies to every token by itself. 0 leaves it out.
knob-positions = Positions
    .help = How the network is told where a token stands. Attention alone sees an unordered bag of tokens.
knob-causal = Causal mask
    .help = With it, a token looks only at itself and those before it, as a language model must, which predicts one token at a time.
knob-cell = Cell
    .help = What carries the state from step to step. An RNN computes it anew each time; GRU and LSTM have gates that learn what to keep. Their gates start out with memories of all the lengths that the task may need (chrono initialization).
knob-hidden = Hidden units
    .help = Size of the state that is passed on from step to step.
knob-embedding = Embedding
    .help = How many learned numbers represent a token when it is read.
knob-activation = Activation
    .help = What a unit does to its weighted sum. With linear units, any number of layers is equivalent to one.
knob-output = Output
    .help = What the output unit does to its weighted sum. With tanh the classes are −1 and 1; with sigmoid they are 0 and 1, and the output is a probability.
knob-optimizer = Optimizer
    .help = How a gradient becomes a step. SGD follows it; momentum keeps rolling; Adam gives each weight its own step size.
knob-lr = Learning rate
    .help = How far each step goes. Too small and nothing happens; too large and the loss jumps around or blows up.
knob-batch = Batch size
    .help = Examples per step. Small batches give many noisy steps, large ones a few smooth steps.
knob-seed = Seed
    .help = The number that all randomness comes from: data, initial weights, order. The same seed gives the same run.
knob-l1 = L1 penalty
    .help = Training minimises the loss plus this times the sum of all |w|. A weight that reduces the loss too little becomes exactly 0 and stays there. Biases are left out.
knob-l2 = L2 penalty
    .help = Adds half the sum of all w², times this, to the loss. It keeps weights small and the boundary smooth.
knob-dropout = Dropout
    .help = The share of hidden units switched off at random in each training step, so that no unit relies on any single other.
knob-device = Device
    .help = Where the network is trained. You can switch in the middle of a run; nothing that was learned is lost.

## Choices

choice-circle = Circle
choice-xor = XOR
choice-gaussians = Gaussians
choice-spiral = Spiral
choice-plane = Plane
choice-hills = Hills
choice-x1 = x₁
choice-x2 = x₂
choice-x1-2 = x₁²
choice-x2-2 = x₂²
choice-x1x2 = x₁x₂
choice-sinx1 = sin x₁
choice-sinx2 = sin x₂
choice-linear = Linear
choice-sigmoid = Sigmoid
choice-tanh = Tanh
choice-relu = ReLU
choice-leaky-relu = Leaky ReLU
choice-gelu = GELU
choice-silu = SiLU
choice-same = Same
choice-valid = Valid
choice-max = Largest value
choice-average = Mean
choice-sgd = SGD
choice-momentum = Momentum
choice-adam = Adam
choice-off = Off
choice-on = On
choice-recall = Recall
choice-wave = Wave
choice-characters = Next character
choice-classify = Classify
choice-reverse = Reverse
choice-rnn = RNN
choice-gru = GRU
choice-lstm = LSTM
choice-sort = Sort
choice-none = None
choice-learned = Learned
choice-sinusoidal = Sinusoidal
choice-auto = Auto
choice-cpu = CPU
choice-webgpu = WebGPU

## Layers of the network

layers-none = none
layers-add = Add a layer
layers-remove = Remove the last layer
layers-more = Add a unit to layer { $layer }
layers-fewer = Remove a unit from layer { $layer }
layers-layer = Layer { $layer }

## Convolutions and pools of the network

stages-pool = pool
stages-add-convolution = + convolution
stages-add-pool = + pool
stages-remove = Remove the last stage
stages-filters = Filters of stage { $stage }
stages-fewer = Halve the filters of stage { $stage }
stages-more = Double the filters of stage { $stage }

## Device

device-label = Device
device-cpu = CPU
device-webgpu = WebGPU
device-none = Starting
# A device with the name of its adapter.
device-adapter = { $device } on { $adapter }
device-why-chosen = as you chose
device-why-small-work = auto: { $work } a step is faster on the CPU
device-why-large-work = auto: { $work } a step is worth it
device-why-refused = WebGPU cannot be used here
device-why-starting = WebGPU is starting; the CPU trains meanwhile
device-why-lost = WebGPU failed; training continued from the last checkpoint

## Panels

slot-network = The network
slot-output = What it does
slot-curves = How it learns
slot-enlarge = Enlarge
slot-put-back = Put back
slot-save = Save as a file …

## Speed

speed = Speed
    .help = How fast play runs. A gentle start is slow at first, so that you see how learning begins. Single steps, epochs and scripts never wait.
speed-label = speed:
speed-1 = 1 step/s
speed-5 = 5 steps/s
speed-20 = 20 steps/s
speed-100 = 100 steps/s
speed-gentle = gentle start
speed-full = full

## The gallery of lessons

gallery-title = Grow a network and see why it works
gallery-about = Nine lessons, each with a small network that learns while you watch. Follow the path or start anywhere.
gallery-step = Where you are: step { $step }
gallery-go-on = Go on
chapter-points = Points
    .help = from one unit to any boundary
chapter-pictures = Pictures
    .help = real handwriting
chapter-sequences = Sequences and games
    .help = memory, attention, forgery

## Columns that fold, and the places that a phone shows one at a time

app-places = Places
place-output = Output
place-network = Network
place-curves = Curves
place-idea = Idea
place-knobs = Knobs
rail-fold = Fold the settings
rail-unfold = Unfold the settings
rail-done = Done
idea-fold = Fold the idea
idea-unfold = Unfold the idea

panel-output = Output
    .help = The network’s output at every point of the plane, with the examples on top.
panel-network = Network
    .help = Every unit and every link. Hover or focus one to read its number; click it to change the number.
panel-loss = Loss
    .help = The error after every step. Test examples are never used for training.
panel-accuracy = Accuracy
    .help = The share of right answers after every step. Test examples are never used for training.
panel-digits = Test digits
    .help = Digits that were not used for training, with the network’s prediction for each.
panel-maps = Layer by layer
    .tab = Maps
    .help = What every stage makes of one digit. Choose a value to see how it is computed.
panel-pixel = How one value is computed
    .tab = One value
    .help = The arithmetic behind one value of a feature map, with its real numbers.
panel-confusion = Confusion matrix
    .tab = Confusion
    .help = How many test digits of each class were classified as which. Choose a cell to see its digits.
panel-pad = Draw a digit
    .tab = Draw
    .help = Draw with a mouse, a finger or the keyboard. Your drawing is centred and scaled like the digits of the data set and classified at once.
panel-rebuilt = Reconstructions
    .help = Digits that were not used for training, above the network’s reconstructions of them. Click one to see its code.
panel-codes = Latent space
    .help = Where test digits lie in the latent space, and what the decoder makes of any point in it.
panel-attention = Attention
    .help = How much attention each token pays to each other token, head by head. Choose a small matrix to enlarge it.
panel-tokens = A test sequence
    .tab = Sequence
    .help = A sequence that was not used for training. Hover or focus a token to see what it attends to.
panel-idea = The idea

## Output panel

output-test = test points
output-discretize = two colours only
output-region = The plane, x₁ across and x₂ upwards
output-keys = Arrow keys move a probe over the plane, with Shift in larger steps; Escape removes it.
output-unit = { $unit }: what it says at every point
output-here-example = Example at x₁ { $x1 }, x₂ { $x2 }: output { $value }; see its values in the network
output-here = x₁ { $x1 }, x₂ { $x2 }: output { $value }

legend-class = class { $class }
legend-output = output ŷ
legend-example = ring: an example, filled with its target
legend-test-point = test point: hollow
legend-overflow = crimson: too large to compute
legend-excitatory = excitatory (positive)
legend-inhibitory = inhibitory (negative)
legend-dead = dotted: exactly 0
legend-width = wider: larger |w|
legend-bias = dot: the unit’s bias
legend-maps = each square: the unit’s output over the plane
legend-weights = each square: the unit’s weights as an image
legend-activations = brighter: the unit responds more to this digit
legend-strongest = drawn: the { $count } strongest of { $of } links; point at a unit to see all of its links

## Network panel

# { $shape } is such as "2 → 4 → 3 → 1".
network-heading = Network · { $shape } · { $parameters } parameters
network-input = Input { $name }
network-unit = Layer { $layer }, unit { $unit }
network-output = Output { $name }
network-output-unit = Output
network-bias = Bias of { $unit }
network-link = Link from { $from } to { $to }
network-weight = weight { $value }
network-weight-zero = weight exactly 0
weights-zero = { $zeros } of { $weights } weights are exactly 0
network-bias-value = bias { $value }
network-activation = activation { $value }
network-apply = Set
network-cancel = Cancel
network-turn-sign = Turn the sign around
network-close-up = A first-layer unit’s weights, larger
network-close-up-of = { $unit }: its weights, larger. Point at another unit to see its own.
network-hint = Hover or focus a link or a bias for its number. Click it to change it.
    .touch = Tap a link or a bias to see its number and to change it.
network-digit = For test digit { $digit }

## Learning curve panel

# For a loss that is a mean squared error.
curve-loss-squares = The mean of (ŷ − y)², whole squares. TensorFlow Playground shows half of that.
curve-loss-playground = Losses here are whole squares: twice those of TensorFlow Playground.
curve-accuracy = Accuracy
curve-log = log scale
# Captions of the numbers in the transport bar.
curve-stat-loss = test loss
curve-stat-accuracy = test accuracy
curve-train = training
curve-test = test (dashed)
curve-x = steps
curve-share = share classified correctly
loss-squared-error = mean squared error
loss-cross-entropy = cross-entropy in nats
curve-here = Step { $step }: training { $train }, test { $test }
curve-batches = single batches
curve-alt-loss = Loss over { $step } steps: training { $train }, test { $test }; it began at { $first }.
curve-alt-accuracy = Accuracy over { $step } steps: training { $train }, test { $test }; it began at { $first }.
curve-summary = Step { $step }, test loss { $loss }.
curve-summary-accuracy = Step { $step }, test loss { $loss }, test accuracy { $accuracy }.
# A change in the middle of a run. Arguments are a knob's name and its values in words.
curve-mark-parameters = weights edited
curve-mark-option = { $name }: { $from } → { $to }
curve-mark-alt = At step { $step }: { $what }.
# The same without test examples: one line.
single-stat-loss = loss
single-stat-accuracy = accuracy
single-accuracy = Accuracy
single-train = all examples
single-share = share classified correctly
single-here = Step { $step }: { $train }
single-alt-loss = Loss over { $step } steps: { $train }; it began at { $first }.
single-alt-accuracy = Accuracy over { $step } steps: { $train }; it began at { $first }.
single-summary = Step { $step }, loss { $loss }.
single-summary-accuracy = Step { $step }, loss { $loss }, accuracy { $accuracy }.

## Test digits panel

digits-previous = Previous digits
digits-next = Next digits
digits-range = Test digits { $first } to { $last } of { $total }
digits-digit = Test digit { $index }: a { $label }, taken for a { $predicted } with { $probability }
digits-right = right
digits-wrong = wrong
digits-wrong-legend = marked: the network is wrong
digits-probabilities = Probabilities of 0 to 9, in percent


idea-look = What to look for:
idea-formula = Formula
idea-try = Try this
idea-done = done
idea-open = not done yet
step-show = Show “{ $what }”
# The measurement when a step was done; $first is the loss at the start of the run.
step-seen = At step { $step }: { $measured }

## Text alternatives. Arguments are formatted numbers.

alt-output-classes = The output over the plane: { $positive } of it is blue, class { $high }; the rest is orange, class { $low }. { $points } points lie on top; { $accuracy } of the test points are on the correct side.
alt-output-values = The output over the plane, from { $low } (orange) to { $high } (blue), with { $points } points on top. Test loss { $loss }.
alt-network = The network as a diagram: { $shape } units, { $parameters } parameters. The largest weight is { $largest }, from { $from } to { $to }.
alt-network-plain = The network as a diagram: { $shape } units, { $parameters } parameters.
# { $diagram } is one of the two before, { $zeros } such as "12 of 43 weights are exactly 0".
alt-network-zeros = { $diagram } { $zeros }.
alt-empty = Nothing to see yet.

## Empty, loading and failing states

state-starting = The trainer is starting.
state-building = The network is being built.
state-loading = Loading digits: { $done } of { $total }. Training starts with the first ones.
state-waiting = Waiting for data.
state-unseen = Paused while out of sight.
state-compiling = WebGPU is compiling its programs for this network first.
state-no-input = Choose an input: without one there is no network to train.
# While all test examples are being measured. Arguments are formatted numbers and the name of the data.
state-measuring = { $examples ->
    [digits] measuring { $total } test digits, { $share }
    [sequences] measuring { $total } test sequences, { $share }
   *[points] measuring { $total } test points, { $share }
 }
state-empty-loss = Press play: the curve begins with the first step.
state-empty-output = The picture appears as soon as the network is built.
state-empty-digits = The first digits are still loading.
state-failed = The network could not be built. See the message above.
state-no-data = Data is missing. See the message above.
state-no-trainer = The trainer has stopped. Press play to start it again.

## Footer

footer-about = Gradient Garden trains in this page; nothing you do here leaves your device.
footer-made = Made with Rust, burn and plotters.
footer-mnist = The digits are MNIST, by Yann LeCun, Corinna Cortes and Christopher Burges, CC BY-SA 3.0.
footer-version = Version { $version }

## Added by the page

device-stopped = Stopped
state-loading-short = { $done } of { $total } digits

## Answers to a page around this one that calls it by messages

frame-id = A request needs an id: a number or a text.
frame-no-call = A request needs the name of a call, as a text.
frame-unknown-call = “{ $call }” is not a call. Calls are: { $calls }, here.
frame-arguments = The arguments of a call are an array.
