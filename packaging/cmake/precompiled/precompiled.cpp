// CMake wants a source in each target that compiles a header for the others; it holds nothing.
