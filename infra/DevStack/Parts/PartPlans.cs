namespace Portal.DevStack;

/// <summary>Every part of the stack with its settings, and the portal's own configuration.</summary>
sealed class PartPlans(DataDirectory data, Ports ports, Secrets secrets, Database database, StackOptions options)
{
    readonly string portal = Local(ports.Portal);

    public IReadOnlyList<PartPlan> All => [Postgres, IdentityProvider, Ehr, National, Portal];

    public IReadOnlyList<(string, string, string)> Addresses =>
    [
        (PartNames.Portal, "Portal", portal),
        (PartNames.IdentityProvider, "Login of residents", Local(ports.Residents)),
        (PartNames.IdentityProvider, "Login of staff", Local(ports.Staff)),
        (PartNames.Ehr, "EHR: what has arrived", Local(ports.Ehr)),
        (PartNames.Ehr, "EHR: FHIR R4", Local(ports.Ehr) + "/fhir"),
        (PartNames.National, "SMS and e-mail sent", Local(ports.Sink)),
        (PartNames.National, "Suomi.fi Valtuudet", Local(ports.Valtuudet)),
        (PartNames.National, "Population register (VTJ)", Local(ports.Population)),
        (PartNames.Postgres, "PostgreSQL", $"localhost:{ports.Postgres}, database portal"),
        ("", "Data, keys and logs", data.Root),
    ];

    public IReadOnlyDictionary<string, string> PortalEnvironment { get; } = new Dictionary<string, string>(options.PortalSettings)
    {
        ["ASPNETCORE_URLS"] = Local(ports.Portal),
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["ConnectionStrings__Portal"] = database.App(),
        ["ConnectionStrings__Owner"] = database.Owner(),
        ["Portal__PublicUrl"] = Local(ports.Portal),
        ["Login__Residents__Authority"] = Local(ports.Residents),
        ["Login__Residents__ClientId"] = "portal",
        ["Login__Staff__Authority"] = Local(ports.Staff),
        ["Login__Staff__ClientId"] = "portal-staff",
        ["Login__IdentityKey"] = secrets.IdentityKey,
        ["Keys__Master"] = secrets.MasterKey,
        ["Login__TestIdentities"] = "true",
        ["Ehr__BaseUrl"] = Local(ports.Ehr) + "/fhir",
        ["Ehr__TokenUrl"] = Local(ports.Ehr) + "/oauth2/token",
        ["Ehr__ClientId"] = "portal",
        ["ActingFor__Valtuudet__BaseUrl"] = Local(ports.Valtuudet),
        ["ActingFor__Valtuudet__ClientId"] = secrets.ValtuudetClientId,
        ["ActingFor__Valtuudet__ApiKey"] = secrets.ValtuudetApiKey,
        ["ActingFor__Valtuudet__OauthPassword"] = secrets.ValtuudetOauthPassword,
        ["ActingFor__Valtuudet__RestApiKey"] = secrets.ValtuudetRestApiKey,
        ["ActingFor__PopulationRegister__BaseUrl"] = Local(ports.Population),
        ["ActingFor__PopulationRegister__ApiKey"] = secrets.PopulationRegisterKey,
        ["Notifications__SmsUrl"] = Local(ports.Sink) + "/sms",
        ["Notifications__SmtpHost"] = "localhost",
        ["Notifications__SmtpPort"] = ports.Smtp.ToString(),
        ["Notifications__Sender"] = "Lintuvesi",
        ["Notifications__FromAddress"] = "no-reply@lintuvesi.example",
    };

    PartPlan Postgres => PartPlan.Node(PartNames.Postgres, "PostgreSQL 18", Folder(PartNames.Postgres), new Dictionary<string, string>
    {
        ["PORT"] = ports.Postgres.ToString(),
        ["DATA_DIR"] = data.PathOf(PartNames.Postgres),
        ["PASSWORD"] = secrets.PostgresPassword,
        ["DURABLE"] = options.Durable ? "1" : "0",
    });

    PartPlan IdentityProvider => PartPlan.Node(PartNames.IdentityProvider, "Identity providers", Folder(PartNames.IdentityProvider), new Dictionary<string, string>
    {
        ["PORT"] = ports.Residents.ToString(),
        ["STAFF_PORT"] = ports.Staff.ToString(),
        ["DATA_DIR"] = data.Folder(PartNames.IdentityProvider),
        ["PEOPLE_FILE"] = Repository.People,
        ["PORTAL_URL"] = portal,
    }, new(Local(ports.Residents) + "/.well-known/openid-configuration"));

    PartPlan Ehr => PartPlan.Node(PartNames.Ehr, "EHR (FHIR R4)", Folder(PartNames.Ehr), new Dictionary<string, string>
    {
        ["PORT"] = ports.Ehr.ToString(),
        ["DATA_DIR"] = data.Folder(PartNames.Ehr),
        ["PORTAL_JWKS_URL"] = portal + "/.well-known/jwks.json",
        ["CLIENT_ID"] = "portal",
        ["DEV_OPEN_READ"] = "1",
        ["DEMO_PEOPLE"] = options.DemoData ? Repository.People : "",
    }, new(Local(ports.Ehr) + "/fhir/metadata"));

    PartPlan National => PartPlan.Node(PartNames.National, "National services, SMS and e-mail", Folder(PartNames.National), new Dictionary<string, string>
    {
        ["PORT"] = ports.Sink.ToString(),
        ["SMTP_PORT"] = ports.Smtp.ToString(),
        ["VALTUUDET_PORT"] = ports.Valtuudet.ToString(),
        ["POPULATION_PORT"] = ports.Population.ToString(),
        ["DATA_DIR"] = data.Folder(PartNames.National),
        ["PEOPLE_FILE"] = Repository.People,
        ["PORTAL_URL"] = portal,
        ["CLIENT_ID"] = secrets.ValtuudetClientId,
        ["API_KEY"] = secrets.ValtuudetApiKey,
        ["OAUTH_PASSWORD"] = secrets.ValtuudetOauthPassword,
        ["REST_API_KEY"] = secrets.ValtuudetRestApiKey,
        ["POPULATION_API_KEY"] = secrets.PopulationRegisterKey,
    }, new(Local(ports.Sink) + "/messages"));

    PartPlan Portal => new(PartNames.Portal, "Portal", "dotnet", [Repository.PortalProgram], Repository.PortalProject,
        new Dictionary<string, string>(PortalEnvironment) { ["DOTNET_STARTUP_HOOKS"] = typeof(Stack).Assembly.Location },
        new(portal + "/.well-known/jwks.json"), SaysReady: false);

    static string Folder(string part) => Repository.Folder("infra", part);
    static string Local(int port) => $"http://localhost:{port}";
}
