internal import Glibc

/// Words as C takes them: an array of pointers that ends with null, valid within `body`.
package func withCStrings<T>(_ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> T) -> T {
  let pointers = words.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers)
}
