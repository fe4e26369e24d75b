//! Languages near the machine.

use crate::markdown::highlight::grammar::{
    BRACE, BRACKET, CODE, Capitals, Class, FN, Hole, K, Language, N, NONE, Rule, T, TY, V, Word, block, nested, quote,
    tagged,
};

const C_WORDS: (Word, &str) = (
    K,
    "
                alignas alignof asm auto break case const constexpr continue default do else extern for goto if inline
                nullptr register restrict return sizeof static static_assert switch thread_local typedef typeof
                volatile while _Alignas _Alignof _Atomic _Generic _Noreturn _Static_assert _Thread_local",
);
const C_TYPES: (Word, &str) = (
    T,
    "
                bool char double float int long short signed unsigned void _Bool _Complex size_t ssize_t ptrdiff_t
                intptr_t uintptr_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t wchar_t char8_t
                char16_t char32_t FILE va_list time_t off_t pid_t pthread_t",
);
const C_VALUES: (Word, &str) = (N, "true false NULL nullptr");
const C_NAMED: (Word, &str) = (TY, "enum struct union");
const CPP_WORDS: (Word, &str) = (
    K,
    "
                and catch co_await co_return co_yield concept consteval constinit const_cast decltype delete
                dynamic_cast explicit export final friend import module mutable noexcept not operator or override
                private protected public reinterpret_cast requires static_cast template throw try typeid typename
                using virtual",
);
const C_LANGUAGE: Language = Language { capitals: Capitals::TypeOrCall, ..CODE };
const C_QUOTES: [Rule; 5] =
    [Rule::Line("//"), block("/*", "*/"), quote("\"").rule(), quote("'").rule(), Rule::Directive("#")];
const CPP_RULES: [Rule; 7] = {
    let [line, block, double, single, directive] = C_QUOTES;
    [
        line,
        block,
        tagged("R\"", "a", "(", ")", "\""),
        double,
        single,
        directive,
        Rule::Brackets { open: "[[", pair: BRACKET, class: Class::Attribute, starts: false },
    ]
};

pub(super) const LANGUAGES: &[Language] = &[
    Language {
        names: &["c", "h", "arduino-c"],
        rules: &C_QUOTES,
        words: &[C_WORDS, C_TYPES, C_VALUES, C_NAMED],
        ..C_LANGUAGE
    },
    Language {
        names: &["c++", "cpp", "cc", "cxx", "hpp", "hxx", "hh", "h++", "arduino", "ino", "cuda", "cu"],
        rules: &CPP_RULES,
        words: &[C_WORDS, C_TYPES, C_VALUES, C_NAMED, CPP_WORDS, (TY, "new class namespace"), (V, "this")],
        ..C_LANGUAGE
    },
    Language {
        names: &["objective-c", "objectivec", "objc", "obj-c", "m", "mm", "objective-c++"],
        rules: &{
            let [line, block, double, single, directive] = C_QUOTES;
            [line, block, quote("\"").opened("@\"").rule(), double, single, directive, Rule::Name("@", Class::Keyword)]
        },
        words: &[
            C_WORDS,
            C_TYPES,
            C_NAMED,
            (K, "in out inout oneway atomic nonatomic strong weak copy assign readonly readwrite nullable nonnull"),
            (T, "id instancetype SEL BOOL IMP"),
            (V, "self super"),
            (N, "nil YES NO NULL true false"),
        ],
        ..C_LANGUAGE
    },
    Language {
        names: &["glsl", "gs", "vs", "geom", "comp", "tesc", "tese", "hlsl", "wgsl", "shader", "metal", "vert", "frag"],
        rules: &[
            Rule::Line("//"),
            block("/*", "*/"),
            Rule::Directive("#"),
            Rule::Name("@", Class::Attribute),
            quote("\"").rule(),
        ],
        words: &[
            C_WORDS,
            C_TYPES,
            C_VALUES,
            C_NAMED,
            (FN, "fn"),
            (
                K,
                "
                attribute centroid discard flat highp in inout invariant layout let lowp mediump out override
                precision smooth uniform var varying",
            ),
            (
                T,
                "
                vec2 vec3 vec4 ivec2 ivec3 ivec4 uvec2 uvec3 uvec4 mat2 mat3 mat4 sampler sampler2D samplerCube float2
                float3 float4 float4x4 f32 i32 u32 array",
            ),
        ],
        ..C_LANGUAGE
    },
    Language {
        names: &["go", "golang", "go.mod", "go.sum", "go.work", "gomod", "gosum"],
        rules: &[
            Rule::Line("//"),
            block("/*", "*/"),
            quote("`").raw().lines().rule(),
            quote("\"").rule(),
            quote("'").rule(),
        ],
        words: &[
            (
                K,
                "
                break case chan const continue default defer else fallthrough for go goto if import interface map
                package range return select struct switch var",
            ),
            (FN, "func"),
            (TY, "type"),
            (
                T,
                "
                any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune
                string uint uint8 uint16 uint32 uint64 uintptr",
            ),
            (N, "true false nil iota"),
        ],
        capitals: Capitals::Exported,
        ..CODE
    },
    Language {
        names: &["rust", "rs"],
        rules: &[
            Rule::Line("//"),
            nested("/*", "*/"),
            Rule::Brackets { open: "#[", pair: BRACKET, class: Class::Attribute, starts: false },
            Rule::Brackets { open: "#![", pair: BRACKET, class: Class::Attribute, starts: false },
            tagged("r", "#", "\"", "\"", ""),
            tagged("br", "#", "\"", "\"", ""),
            tagged("cr", "#", "\"", "\"", ""),
            quote("\"").opened("b\"").lines().rule(),
            quote("\"").opened("c\"").lines().rule(),
            quote("'").opened("b'").rule(),
            quote("\"").lines().rule(),
            Rule::Char(Some(Class::Keyword)),
        ],
        words: &[
            (
                K,
                "
                as async await box break const continue crate do dyn else extern for if impl in let loop match move
                mut pub ref return static super unsafe use where while yield try",
            ),
            (FN, "fn macro_rules"),
            (TY, "enum mod struct trait type union"),
            (T, "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize"),
            (V, "self"),
            (T, "Self"),
            (N, "true false"),
        ],
        calls: &["(", "!(", "![", "!{", "! {"],
        ..CODE
    },
    Language {
        names: &["zig", "zon", "odin", "v", "vlang"],
        rules: &[
            Rule::Line("//"),
            nested("/*", "*/"),
            Rule::Line("\\\\"),
            quote("\"").rule(),
            quote("'").rule(),
            quote("`").raw().lines().rule(),
            Rule::Name("@", Class::Function),
        ],
        words: &[
            (
                K,
                "
                addrspace align allowzero and anyframe anytype asm async await break callconv catch comptime const
                continue defer else enum errdefer error export extern for if import in inline interface linksection
                module mut noalias noinline nosuspend opaque or orelse packed proc pub resume return shared struct
                suspend switch test threadlocal try union unreachable usingnamespace var volatile while when using
                match none map package case distinct dynamic",
            ),
            (FN, "fn"),
            (
                T,
                "
                anyerror anyopaque bool c_int comptime_float comptime_int f16 f32 f64 f128 i8 i16 i32 i64 i128 int
                isize noreturn string type u8 u16 u32 u64 u128 usize void",
            ),
            (N, "true false null undefined nil"),
        ],
        ..CODE
    },
    Language {
        names: &["d", "dlang", "di"],
        rules: &[
            Rule::Line("//"),
            block("/*", "*/"),
            nested("/+", "+/"),
            quote("\"").lines().rule(),
            quote("`").raw().lines().rule(),
            quote("'").rule(),
            Rule::Name("@", Class::Attribute),
        ],
        words: &[
            C_WORDS,
            C_TYPES,
            C_NAMED,
            (
                K,
                "
                abstract alias assert body cast catch debug delegate delete deprecated export final finally foreach
                foreach_reverse function immutable import in interface invariant is lazy mixin module new nothrow out
                override package pragma private protected public pure ref return scope shared super synchronized
                template this throw try unittest version with",
            ),
            (TY, "class"),
            (T, "byte dchar real string ubyte uint ulong ushort wchar"),
            (N, "true false null"),
        ],
        ..C_LANGUAGE
    },
    Language {
        names: &["nim", "nims", "nimble"],
        rules: &[
            nested("#[", "]#"),
            Rule::Line("#"),
            quote("\"\"\"").lines().raw().rule(),
            quote("\"").rule(),
            quote("'").rule(),
            quote("`").raw().class(Class::Function).rule(),
        ],
        words: &[
            (
                K,
                "
                and as asm bind block break case cast concept const continue converter defer discard distinct div do
                elif else end enum except export finally for from if import in include interface is isnot iterator let
                macro mixin mod not notin object of or out ptr raise ref return shl shr static template try tuple
                using var when while xor yield",
            ),
            (FN, "proc func method"),
            (TY, "type"),
            (T, "bool char float float32 float64 int int8 int16 int32 int64 seq string uint void"),
            (N, "true false nil"),
        ],
        ..CODE
    },
    Language {
        names: &["pascal", "delphi", "pas", "dpr", "adb", "ads", "vhd", "objectpascal", "ada", "vhdl"],
        rules: &[
            Rule::Line("//"),
            Rule::Line("--"),
            block("{", "}"),
            block("(*", "*)"),
            quote("'").doubles().rule(),
            quote("\"").raw().rule(),
        ],
        words: &[
            (
                K,
                "
                abs accept access aliased all and architecture array as asm at begin body case class component const
                constant constructor declare delay destructor div do downto else elsif end entity entry except
                exception exit finalization finally for generic goto if implementation in inherited initialization
                inline interface is label library limited loop map mod nil not null object of on or others out
                override package port pragma private procedural process program property protected public published
                raise range record rem renames repeat return reverse select separate set shl shr signal subtype task
                terminate then to try type unit until use uses var variable virtual when while with xor",
            ),
            (FN, "function procedure"),
            (
                T,
                "
                boolean byte char double extended integer longint natural positive real shortint single string word
                std_logic std_logic_vector",
            ),
            (N, "true false"),
        ],
        folds: true,
        capitals: Capitals::Nothing,
        ..CODE
    },
    Language {
        names: &["fortran", "f03", "f08", "f90", "f95", "f77"],
        rules: &[Rule::Line("!"), quote("'").doubles().rule(), quote("\"").doubles().rule()],
        words: &[
            (
                K,
                "
                allocatable allocate call case contains continue cycle deallocate default dimension do else elseif
                elsewhere end enddo endif exit forall format goto if implicit in inout intent interface intrinsic
                module none only open optional out parameter pointer print private procedure program public pure read
                recursive result return save select stop target then to type use where while write",
            ),
            (FN, "function subroutine"),
            (T, "character complex double integer logical precision real"),
        ],
        folds: true,
        capitals: Capitals::Nothing,
        ..CODE
    },
    Language {
        names: &["verilog", "systemverilog", "sv", "svh"],
        rules: &[
            Rule::Line("//"),
            block("/*", "*/"),
            quote("\"").rule(),
            Rule::Hole(Hole::Name("$", "")),
            Rule::Name("`", Class::Keyword),
        ],
        words: &[
            (
                K,
                "
                always always_comb always_ff always_latch and assert assign automatic begin case casex casez class
                default disable else end endcase endclass endfunction endgenerate endinterface endmodule endpackage
                endtask enum extends for force forever fork generate genvar if import initial inout input interface
                join localparam modport negedge new nor not or output package packed parameter posedge property repeat
                return sequence static struct typedef unique virtual while xor",
            ),
            (FN, "function task"),
            (TY, "module"),
            (T, "bit byte int integer logic real reg shortint signed string time tri unsigned void wire"),
        ],
        ..C_LANGUAGE
    },
    Language {
        names: &[
            "assembly",
            "asm",
            "yasm",
            "ll",
            "nasm",
            "x86asm",
            "x86",
            "gas",
            "masm",
            "armasm",
            "arm",
            "aarch64",
            "riscv",
            "mips",
            "s",
            "assembly (x86_64)",
            "llvm",
            "wasm",
            "wat",
        ],
        rules: &[
            Rule::Line(";"),
            Rule::LineApart("# "),
            Rule::Line("//"),
            block("/*", "*/"),
            quote("\"").rule(),
            quote("'").rule(),
            Rule::Label(":", Class::Function),
            Rule::Directive("."),
            Rule::Name("%", Class::Variable),
            Rule::Name("$", Class::Variable),
            Rule::Name("@", Class::Function),
        ],
        words: &[
            (
                V,
                "
                al ah ax eax rax bl bh bx ebx rbx cl ch cx ecx rcx dl dh dx edx rdx si esi rsi sil di edi rdi dil bp
                ebp rbp bpl sp esp rsp spl ip eip rip r8 r9 r10 r11 r12 r13 r14 r15 r8d r9d r10d r11d r12d r13d r14d
                r15d xmm0 xmm1 xmm2 xmm3 xmm4 xmm5 xmm6 xmm7 ymm0 ymm1 ymm2 ymm3 cs ds es fs gs ss lr pc fp w0 w1 w2
                w3 x0 x1 x2 x3 x4 x5 x8 x29 x30 r0 r1 r2 r3 r4 r5 r6 r7 a0 a1 a2 a3 t0 t1 t2 s0 s1 ra zero",
            ),
            (T, "byte word dword qword ptr i1 i8 i16 i32 i64 f32 f64 double float"),
        ],
        folds: true,
        heads: Some((Class::Keyword, "\n;(")),
        inner: ".",
        ..NONE
    },
    Language {
        names: &[
            "proto",
            "protobuf",
            "textproto",
            "pbtxt",
            "prototxt",
            "protocol buffer",
            "proto3",
            "proto2",
            "thrift",
            "capnp",
            "varlink",
            "flatbuffers",
            "avdl",
        ],
        rules: &[Rule::Line("//"), block("/*", "*/"), Rule::Line("#"), quote("\"").rule(), quote("'").rule()],
        words: &[
            (
                K,
                "
                extend extensions extends import map max namespace oneof option optional package public repeated
                required reserved returns stream syntax throws to weak const exception list set edition",
            ),
            (FN, "rpc"),
            (TY, "enum message service struct group table union interface"),
            (
                T,
                "
                bool bytes double fixed32 fixed64 float int32 int64 i32 i64 sfixed32 sfixed64 sint32 sint64 string
                uint32 uint64 void binary byte",
            ),
            (N, "true false"),
        ],
        ..CODE
    },
    Language {
        names: &["gdscript", "gd", "godot"],
        rules: &[
            Rule::Line("#"),
            quote("\"\"\"").lines().rule(),
            quote("\"").rule(),
            quote("'").rule(),
            Rule::Name("@", Class::Attribute),
            Rule::Hole(Hole::Name("$", "")),
        ],
        words: &[
            (
                K,
                "
                and as await break breakpoint const continue elif else enum export extends for if in is match not
                onready or pass preload return setget signal static super tool var void while yield",
            ),
            (FN, "func"),
            (TY, "class class_name"),
            (T, "bool float int"),
            (V, "self"),
            (N, "true false null"),
        ],
        ..CODE
    },
    Language {
        names: &["typst", "typ"],
        rules: &[
            Rule::Line("//"),
            block("/*", "*/"),
            quote("\"").lines().rule(),
            quote("$").lines().rule(),
            quote("`").raw().lines().rule(),
            Rule::Start("=", Class::Tag),
            Rule::Name("#", Class::Function),
            Rule::Name("@", Class::Variable),
            Rule::Brackets { open: "#{", pair: BRACE, class: Class::Variable, starts: true },
        ],
        ..NONE
    },
];
