### The words of the lesson `convnet` and of its panels.

lesson-convnet-title = Convolutions: find strokes
lesson-convnet-summary = One small kernel looks for its stroke everywhere in the picture.
lesson-convnet-idea = A stroke is a stroke wherever it stands. A convolution moves one small kernel over the whole picture and records how well it matches at each place, so nine weights serve 784 places. Pools keep the strongest response in each neighbourhood, and later convolutions look for strokes of strokes.
lesson-convnet-look = after { $steps } steps, one pass over all digits, about 98 of 100 test digits are classified correctly. The kernels turn from noise into edges, and each map responds to strokes of one direction.
lesson-convnet-try-1 = Press play and wait until test accuracy reaches 95 %, on 500 test digits or more.
lesson-convnet-try-2 = Choose a value in a feature map and check its arithmetic by hand.
lesson-convnet-try-3 = Draw a digit of your own. Can you draw one that it gets wrong?
lesson-convnet-question = Guess first: the digits lesson has 101 770 parameters and needs four or five passes for 97.5 %. How many parameters does this network have?
lesson-convnet-saw = About 52 000, nearly all of them in the dense layer; the two convolutions have 1 248. It classifies about 98 of 100 new digits correctly after a single pass.

preset-convnet-small = Small: 8 and 16 filters
    .help = Two convolutions with a pool after each, for the CPU. After one pass over all digits, about 98 of 100 are classified correctly.
preset-convnet-deep = Deep: 32, 64, 128 and 256 filters
    .help = Four convolutions and 1024 dense units, 13 million parameters. Meant for WebGPU; on the CPU a step takes seconds.
    .look = the loss falls within 30 steps. A step on the CPU takes seconds; with WebGPU, choose it and let it run.

## Feature maps

# { $shape } is such as "8 → pool → 16 → pool → 64 → 10".
maps-heading = Layer by layer · { $shape } · { $parameters } parameters
maps-input = The digit
maps-kernels = Kernels of convolution { $number }
maps-convolution = Convolution { $number }
maps-pool = Pool { $number }
maps-dense = Dense layer { $number }
maps-outputs = Probabilities
maps-size-one = { $width } × { $height } pixels
maps-size = { $count } of { $width } × { $height }
maps-size-units = { $count } units
maps-first = the first { $count } shown
maps-digit = For test digit { $index }, a { $label }
maps-drawn = For the digit you drew
maps-place = { $layer }, map { $map }, row { $row }, column { $column }
maps-unit = { $layer }, unit { $unit }
maps-class = Probability of { $class }
maps-value = { $place }: { $value }
maps-hint = Point at a value to read it. Choose one, by click or arrow keys, to see how it is computed.
    .touch = Tap a value to read it and to see how it is computed.
maps-low = negative
maps-high = positive
maps-scale = each layer is scaled to its own largest value
maps-marks = frames: the chosen value, and what it is computed from
alt-maps = { $layer }. The largest value is { $largest }.

## One value

pixel-stage = Layer
pixel-map = Map
pixel-row = Row
pixel-column = Column
pixel-none = This network has no convolutions and no pools, so there is no feature map to look into.
pixel-channel = Input { $channel }
pixel-patch = values
pixel-kernel = kernel
pixel-products = products
pixel-sum = sum { $sum }
pixel-sums = The sum of products of each of the { $count } inputs; the { $shown } strongest are shown in full.
pixel-others = The other { $count } inputs together
pixel-equation = { $sum } (products) { $sign } { $bias } (bias) = { $total }
pixel-activated = { $activation } of { $total } = { $value }
pixel-max = The largest of { $count } values = { $value }
pixel-average = The sum { $sum } of { $count } values, divided by { $count } = { $value }
pixel-outside = dotted: zeros around the picture
pixel-signs = blue: positive, orange: negative

## Confusion matrix

confusion-true = true
confusion-taken = taken for
confusion-right = True { $label }, taken for { $label }: { $count } right
confusion-cell = True { $label }, taken for { $predicted }: { $count } wrong
confusion-summary = { $right } of { $total } test digits right in the latest measurement
confusion-hint = Choose a cell to see its digits.
confusion-none = The latest measurement found no such digit.
confusion-found = True { $label }, taken for { $predicted }: { $count } digits
confusion-found-first = True { $label }, taken for { $predicted }: the first { $shown } of { $count }
confusion-digit = Test digit { $index }, a { $label } taken for { $predicted }
confusion-legend-right = right
confusion-legend-wrong = wrong, stronger: a larger share of its row

## Drawing pad

pad-sheet = Sheet to draw a digit on
pad-keys = Draw with a mouse or a finger. With the keyboard: the arrows move the pen, space sets it down and lifts it, Delete clears the sheet.
pad-clear = Clear
pad-up = pen up
pad-down = pen down
pad-seen = What the network is given
pad-empty = The sheet is empty.
pad-reading = Reading…
pad-little = That is little to go by: draw one digit as large as the sheet.
pad-much = That is more ink than a digit has.
pad-one-of-ten = The network has to choose one of ten digits, whatever is drawn.
pad-answer = Taken for { $class }, { $probability }
pad-chances = Probabilities for your digit, in percent
