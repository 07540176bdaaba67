//! A module's parameters as a flat list, whatever its family.

use burn::module::{Module, ModuleMapper, ModuleVisitor, Param, ParamId};
use burn::optim::GradientsParams;
use burn::tensor::{Tensor, TensorData};

use crate::protocol::{Array, Misfit, Problem};

/// A parameter's place in a module.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Path in the module, such as `layers.0.weight`.
    pub name: String,
    /// Length of each dimension.
    pub shape: Vec<u32>,
    /// Its values, or its gradient, flattened, outside autodiff.
    pub values: Tensor<1>,
}

/// All parameters in the module's own order.
pub fn list<M: Module>(module: &M) -> Vec<Parameter> {
    let mut collector = Collector { path: Path::default(), gradients: None, found: Vec::new() };
    module.visit(&mut collector);
    collector.found
}

/// The gradients of all parameters that have one.
pub fn list_gradients<M: Module>(module: &M, gradients: &GradientsParams) -> Vec<Parameter> {
    let mut collector = Collector { path: Path::default(), gradients: Some(gradients), found: Vec::new() };
    module.visit(&mut collector);
    collector.found
}

/// The module with these parameters replaced; those not named are kept.
///
/// # Errors
/// [`Problem::Unfit`] if a name is unknown or given twice, or a shape differs; the module is then unchanged.
pub fn assign<M: Module + Clone>(module: &M, arrays: &[Array]) -> Result<M, Problem> {
    let known = list(module);
    for (place, array) in arrays.iter().enumerate() {
        if arrays[..place].iter().any(|earlier| earlier.name == array.name) {
            return Err(Problem::Unfit(Misfit::Twice { name: array.name.clone() }));
        }
        let Some(parameter) = known.iter().find(|parameter| parameter.name == array.name) else {
            let known = known.iter().map(|parameter| parameter.name.clone()).collect();
            return Err(Problem::Unfit(Misfit::UnknownParameter { name: array.name.clone(), known }));
        };
        if let Some(why) = misfit(parameter, array) {
            return Err(Problem::Unfit(why));
        }
        if let Some(value) = array.values.iter().copied().find(|value| !value.is_finite()) {
            return Err(Problem::Unfit(Misfit::ParameterNotFinite { name: array.name.clone(), value }));
        }
    }
    Ok(module.clone().map(&mut Assigner { path: Path::default(), arrays }))
}

/// Why an array's shape does not fit the parameter; `None` if it does.
fn misfit(parameter: &Parameter, array: &Array) -> Option<Misfit> {
    let (name, expected, given) = (parameter.name.clone(), parameter.shape.clone(), array.shape.clone());
    if expected != given {
        return Some(Misfit::Shape { name, expected, given });
    }
    let (expected, given) = (expected.iter().map(|length| u64::from(*length)).product(), array.values.len() as u64);
    (expected != given).then_some(Misfit::Count { name, expected, given })
}

/// Where a traversal is.
#[derive(Default)]
pub(crate) struct Path(Vec<String>);

impl Path {
    pub(crate) fn enter(&mut self, name: &str) {
        self.0.push(name.to_owned());
    }

    pub(crate) fn exit(&mut self) {
        self.0.pop();
    }

    pub(crate) fn name(&self) -> String {
        self.0.join(".")
    }
}

struct Collector<'a> {
    path: Path,
    gradients: Option<&'a GradientsParams>,
    found: Vec<Parameter>,
}

impl Collector<'_> {
    fn values<const D: usize>(&self, id: ParamId, param: &Param<Tensor<D>>) -> Option<Tensor<D>> {
        match self.gradients {
            Some(gradients) => gradients.get::<D>(id),
            None => Some(param.val().inner()),
        }
    }
}

impl ModuleVisitor for Collector<'_> {
    fn enter_module(&mut self, name: &str, _container: &str) {
        self.path.enter(name);
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.exit();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if let Some(values) = self.values(param.id, param) {
            let shape = values.dims();
            self.found.push(Parameter {
                name: self.path.name(),
                shape: shape.iter().map(|length| *length as u32).collect(),
                values: values.reshape([shape.iter().product::<usize>()]),
            });
        }
    }
}

struct Assigner<'a> {
    path: Path,
    arrays: &'a [Array],
}

impl ModuleMapper for Assigner<'_> {
    fn enter_module(&mut self, name: &str, _container: &str) {
        self.path.enter(name);
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.exit();
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let name = self.path.name();
        match self.arrays.iter().find(|array| array.name == name) {
            Some(array) => param.map(|old| {
                let data = TensorData::new(array.values.to_vec(), old.dims());
                restored(&old, Tensor::from_data(data, &old.device().without_autodiff()))
            }),
            None => param,
        }
    }
}

/// `new`, computed outside autodiff, as a leaf that replaces `old` in the module.
pub(crate) fn restored<const D: usize>(old: &Tensor<D>, new: Tensor<D>) -> Tensor<D> {
    let new = if old.is_autodiff() { Tensor::from_inner(new) } else { new };
    if old.is_require_grad() { new.require_grad() } else { new }
}
