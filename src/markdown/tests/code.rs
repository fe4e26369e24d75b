//! x
#[test]
fn zz_dump() {
    use crate::markdown::{Options};
    for (l,c) in [("rust","#[derive(Debug)]\npub fn main() -> Result<(), Error> {\n    let x: u32 = 5 + foo(&self.a)?; // hi\n    println!(\"a {} \\n\", x);\n    match x { Some(y) if y > 0xff => true, _ => None }\n}\n"),
      ("python","@dec(1)\nclass A(B):\n    def f(self, x: int = 3) -> str:\n        \"\"\"doc\"\"\"\n        return f'{x + 1} y' if x is not None else len(x)\nimport os\n"),
      ("js","import {a} from 'b';\nconst f = async (x) => { await g(`t ${x+1}`); return this.y ?? null; };\nclass A extends B { constructor() { super(); } }\n"),
      ("yaml","- hosts: all\n  vars:\n    a: \"b {{ c }}\"\n  tasks:\n    - name: x  # c\n      apt: { name: nginx, state: present }\n      when: true\n"),
      ("bash","#!/bin/sh\nset -e\nfor f in *.txt; do\n  echo \"$f ${x:-1}\" | grep -v foo > /dev/null || exit 1\ndone\nif [ -f x ]; then curl -s http://x; fi\n"),
      ("sql","SELECT a.id, COUNT(*) AS n FROM users a JOIN b ON a.id = b.id WHERE a.x = 'foo' AND n > 3 ORDER BY 1;\nCREATE TABLE t (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL);\n"),
      ("json","{\"a\": [1, true, null, \"x\"]}\n"),
      ("go","package main\n\nfunc (s *Server) Run(ctx context.Context) error {\n\tgo func() { ch <- 1 }()\n\treturn fmt.Errorf(\"x %d\", 3)\n}\n"),
      ("java","@Override\npublic static void main(String[] args) throws IOException { int x = new Foo<>(1).bar(\"s\"); }\n"),
      ("c","#include <stdio.h>\nint main(void) { char *p = malloc(10 * sizeof(int)); return 0; }\n"),
      ("html","<a href=\"x\">y &amp; z</a><!-- c --><script>let a = 1;</script>\n"),
      ("css","a:hover, .b { color: #fff; margin: 0 1px; }\n@media print { b { x: var(--y) } }\n"),
      ("dockerfile","FROM rust:1 AS b\nRUN cargo build && ls\nCOPY --from=b /a /b\n"),
      ("toml","[a]\nb = \"c\" # d\ne = 1\n"),
      ("ini","[a]\nb=c\n; d\n"),("nginx","server { listen 80; location / { proxy_pass http://x; } }\n"),
      ("terraform","resource \"aws_x\" \"y\" {\n  a = var.b\n}\n"),("makefile","all: a\n\t$(CC) -o x $<\n"),
      ("diff","--- a\n+++ b\n@@ -1 +1 @@\n-a\n+b\n c\n"),("markdown","# a\n\n*b* `c` [d](e)\n"),("typescript","interface A<T> { x: string; f(y: number): Promise<void> }\n"),
    ] {
        let (b, _) = super::body_with(&format!("```{l}\n{c}```\n"), &Options::default());
        println!("{}", b.html.replace("<span class=\"", "‹").replace("</span>", "›").replace("\">", ":"));
        println!("{:.2}", b.html.len() as f64 / c.len() as f64);
    }
}
