"""What the stories stand on: a server in a folder of its own, clients that remember, and peers that misbehave on cue."""
