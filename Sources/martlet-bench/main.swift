print("martlet-bench")
