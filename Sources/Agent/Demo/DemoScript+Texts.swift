internal import Chat

/// The demo's longer set pieces.
extension DemoScript {
  static let help = """
    I am the **demo**: built in, offline, and quite without wit. I show how answers look. \
    Say one of these words:

    | word | shows |
    |---|---|
    | `markdown` | headings, lists, a table, code |
    | `think` | a thought that is folded away |
    | `tools` | tools at work, with their live output |
    | `ask` | an agent that asks before it runs a command and edits a file |
    | `long`, `long 1000` | a long answer, or one of so many lines |
    | `slow` | an answer with pauses: stop it, reload, lock the phone |
    | `error` | an answer that breaks off |
    | `fast` | beside another word: without a model's pauses |

    Attach a file or a picture, and I say what arrived. To talk to a real model, start one on this machine \
    (Ollama, llama.cpp, LM Studio, vLLM) or name a provider in the configuration.
    """

  static let markdown = """
    # A heading

    Some *emphasis*, some **weight**, some `code`, and a [link](https://example.org/).

    ## A list

    1. First
    2. Second
       - with a branch
       - and another

    > A quotation, which nobody ever said.

    ## A table

    | bird | lands |
    |:---|---:|
    | sparrow | often |
    | swift | seldom |
    | martlet | never |

    ## Code

    ```swift
    /// Never lands.
    struct Martlet {
      let feet = 0
    }
    ```

    ---

    Umlauts: äöüß, 日本語, and a parrot: 🦜
    """

  static let tools: [DemoStep] = [
    .reasoning("Two tools should do. They are only played, nothing on this machine is touched."),
    .toolCall(list),
    .wait(.milliseconds(300)),
    .toolStream(id: list.id, "README.md\n"),
    .wait(.milliseconds(300)),
    .toolStream(id: list.id, "Sources\n"),
    .wait(.milliseconds(300)),
    .toolStream(id: list.id, "Tests\n"),
    .toolResult(
      ToolResult(
        id: list.id, tool: list.tool, output: "README.md\nSources\nTests\n", ok: true, ms: 900, exitCode: 0)),
    .text("There is a README, so I read it.\n\n"),
    .toolCall(read),
    .wait(.milliseconds(500)),
    .toolResult(
      ToolResult(id: read.id, tool: read.tool, output: "No such file: REDAME.md", ok: false, ms: 500)),
    .text("I mistyped its name. So much for **tools**: one went well, one did not."),
  ]

  private static let list = ToolCall(
    id: "demo-1", tool: "exec", callString: "$ ls", arguments: .object(["command": .string("ls")]))
  private static let read = ToolCall(
    id: "demo-2", tool: "read_file", callString: "read REDAME.md",
    arguments: .object(["path": .string("REDAME.md")]))
}
