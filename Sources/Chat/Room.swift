// The room Chat.
