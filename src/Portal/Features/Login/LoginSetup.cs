using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Portal.Features.Login.Bff;
using Portal.Features.Login.Oidc;
using Portal.Features.Login.Sessions;
using Portal.Platform;
using Portal.Platform.Jobs;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Login;

static class LoginSetup
{
    public static void AddLogin(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddChecked<LoginOptions>("Login");
        services.AddHttpClient(Providers.HttpClient, http => http.MaxResponseContentBufferSize = 1 << 20)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton<PublicAddress>().AddSingleton<SessionCookie>().AddSingleton<OpenedSessions>().AddSingleton<SessionStore>().AddSingleton<PersonVault>()
            .AddSingleton<Providers>().AddSingleton<Attempts>().AddSingleton<LoginTexts>().AddSingleton<LoginFacade>()
            .AddSingleton<SignInResident>().AddSingleton<SignInProfessional>().AddSingleton<EndSession>().AddSingleton<OwnSessions>()
            .AddSingleton<LoginEvents>().AddSingleton<KeepForm>().AddSingleton<KnowPerson>().AddSingleton<FindPerson>();
        builder.AddNavItem<LoginTexts>(Audience.Resident, "sessions-title", "sessions", order: 70);
        builder.AddNavItem<LoginTexts>(Audience.Professional, "sessions-title", "sessions", order: 70);
        services.AddTimedWork<SweepLogin>();

        var schemes = services.AddAuthentication(SessionHandler.Name)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Name, null);
        foreach (var scheme in LoginSchemes.All) schemes.AddRemoteScheme<FtnOptions, FtnHandler>(scheme, null, _ => { });
        services.AddSingleton<IConfigureOptions<FtnOptions>, ConfigureScheme>();

        services.AddAuthorizationBuilder()
            .AddPolicy("resident", p => p.RequireClaim(PortalClaims.Person))
            .AddPolicy("professional", p => p.RequireClaim(PortalClaims.Staff).RequireClaim(PortalClaims.Unit))
            .AddPolicy("staff", p => p.RequireClaim(PortalClaims.Staff))   // also those who work in no unit: editors, administrators
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>After authentication, before anything looks at the form.</summary>
    public static void UseLogin(this WebApplication app) => app.UseEndedSession();

    public static void MapLogin(this WebApplication app) => app.MapBff();

    sealed class ConfigureScheme(LoginOptions login, PublicAddress address) : IConfigureNamedOptions<FtnOptions>
    {
        public void Configure(FtnOptions options) { }

        public void Configure(string? name, FtnOptions options)
        {
            options.CallbackPath = $"/bff/signin-{name}";
            options.RedirectUri = address.Of(options.CallbackPath);
            options.SignInScheme = SessionHandler.Name;
            options.EventsType = typeof(LoginEvents);
            options.RemoteAuthenticationTimeout = login.AttemptLife;
            options.CorrelationCookie.Name = address.Secure ? "__Host-portal-login-" : "portal-login-";
            options.CorrelationCookie.Path = "/";
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = address.Secure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        }
    }
}
