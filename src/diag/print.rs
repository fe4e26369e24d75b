//! temporary
use super::*;
use std::sync::Arc;
pub fn human(diags:&Diagnostics, _t:&dyn Fn(&SourcePath)->Option<Arc<str>>, _c:bool)->String{ let mut s=String::new(); for d in diags.iter(){ s.push_str(&format!("{}[{}]: {} --> {:?}\n   help: {:?}\n", d.severity.name(), d.code.name(), d.message, d.place, d.help)); } s }
pub fn json(d:&Diagnostics, t:&dyn Fn(&SourcePath)->Option<Arc<str>>)->String{human(d,t,false)}
pub fn summary(d:&Diagnostics)->String{format!("{} errors, {} warnings", d.count(Severity::Error), d.count(Severity::Warning))}
