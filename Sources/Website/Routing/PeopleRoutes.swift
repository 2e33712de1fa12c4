import HTTPTypes
import Storage

extension Routes {
  /// Where people get in and out, what they change about themselves, and who takes part in a firm.
  static let people: [Route] = doors + links + own + members

  /// Hashing a password takes long: two at a time.
  private static let doors: [Route] = [
    .get("/signup", .anyone(SignUpPage.show)),
    .post("/signup", .anyone(SignUpPage.send)).hashing.limited("sign-up", 10, per: 3600),
    .get("/login", .anyone(SignInPage.show)),
    .post("/login", .anyone(SignInPage.send)).hashing.limited("sign-in", 20, per: 900),
    .get("/login/code", .anyone(CodePage.show)),
    .post("/login/code", .anyone(CodePage.send)).limited("code", 20, per: 900),
    .get("/login/provider", .anyone(ProviderDoor.start)).limited("provider", 20, per: 900),
    .get("/login/provider/callback", .anyone(ProviderDoor.finish)).limited("provider-return", 20, per: 900),
    .post("/logout", .person(Door.leave)),
  ]

  /// Links that are followed once.
  private static let links: [Route] = [
    .get("/setup/:token", .anyone(SetupPage.show)).limited("link", 60, per: 900),
    .post("/setup/:token", .person(SetupPage.accept)),
    .post("/setup/:token/signup", .anyone(SetupPage.signUp)).hashing.limited("sign-up", 10, per: 3600),
    .get("/invitation/:token", .anyone(InvitationPage.show)).limited("link", 60, per: 900),
    .post("/invitation/:token", .person(InvitationPage.accept)),
    .post("/invitation/:token/signup", .anyone(InvitationPage.signUp)).hashing.limited("sign-up", 10, per: 3600),
    .get("/password", .anyone(ForgottenPage.show)),
    .post("/password", .anyone(ForgottenPage.send)).limited("reset", 10, per: 3600),
    .get("/password/:token", .anyone(ResetPage.show)).limited("link", 60, per: 900),
    .post("/password/:token", .anyone(ResetPage.send)).hashing.limited("reset", 10, per: 3600),
  ]

  private static let own: [Route] = [
    .get("/me", .person(MePage.show)),
    .post("/me", .person(MePage.save)),
    .post("/me/password", .person(MePage.changePassword)).hashing.limited("password", 10, per: 900),
    .get("/me/factor", .person(FactorPage.show)),
    .post("/me/factor", .person(FactorPage.set)).hashing.limited("password", 10, per: 900),
    .post("/me/factor/codes", .person(FactorPage.renew)).hashing.limited("password", 10, per: 900),
    .post("/me/factor/remove", .person(FactorPage.remove)).hashing.limited("password", 10, per: 900),
    .post("/me/sessions", .person(MePage.endSessions)),
    .post("/me/provider", .person(ProviderDoor.join)).limited("provider", 20, per: 900),
    .get("/me/erase", .person(LeavePage.show)),
    .post("/me/erase", .person(LeavePage.send)).hashing.limited("password", 10, per: 900),
  ]

  private static let members: [Route] = [
    .get("/firms/:firm/people", .firm(.read, MembersPage.show)),
    .post("/firms/:firm/people/invite", .firm(.manage, MembersPage.invite)).limited("invite", 50, per: 3600),
    .post("/firms/:firm/people/:person/role", .firm(.manage, MembersPage.change)),
    .post("/firms/:firm/people/:person/remove", .firm(.manage, MembersPage.remove)),
    .post("/firms/:firm/invitations/:number/withdraw", .firm(.manage, MembersPage.withdraw)),
    .get("/firms/:firm/tokens", .firm(.keep, TokensPage.show)),
    .post("/firms/:firm/tokens", .firm(.keep, TokensPage.make)).limited("token", 20, per: 3600),
    .post("/firms/:firm/tokens/:number/revoke", .firm(.keep, TokensPage.revoke)),
  ]
}
