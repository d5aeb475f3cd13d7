import HTTP
import Testing

@testable import Web

@Suite struct AppPageTests {
  @Test func allowsNothingForeignAndNothingUnsafe() {
    #expect(
      AppPage.fields[.contentSecurityPolicy] == """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
        manifest-src 'self'; worker-src 'self'; font-src 'self'; media-src 'self' blob:; base-uri 'none'; \
        form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types martlet
        """)
    #expect(AppPage.fields[.contentTypeOptions] == "nosniff")
    #expect(AppPage.fields[.referrerPolicy] == "no-referrer")
  }

  @Test func addsFieldsInOrder() {
    let sum: Fields = ["A": "1"] + ["B": "2", "A": "3"]
    #expect(sum.map { "\($0)=\($1)" } == ["A=1", "B=2", "A=3"])
  }
}
