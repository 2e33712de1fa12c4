import HTTPTypes
import Storage

extension Routes {
  /// Where people get in and out, and what they change about themselves.
  static let people: [Route] = [
    .get("/signup", .anyone(SignUpPage.show)),
    .post("/signup", .anyone(SignUpPage.send)).slow.limited("sign-up", 10, per: 3600),
    .get("/login", .anyone(SignInPage.show)),
    .post("/login", .anyone(SignInPage.send)).slow.limited("sign-in", 20, per: 900),
    .post("/logout", .person(Door.leave)),
  ]
}
