using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using Portal.Platform.Http;

namespace Portal.Features.ActingFor.Register;

/// <summary>
/// Suomi.fi e-Authorizations for acting for a person (HPA). The Web API while the delegate chooses: <see cref="Register"/>,
/// the browser to <see cref="SelectionAddress"/>, <see cref="Selected"/>, <see cref="Authorization"/>,
/// <see cref="Unregister"/>. The REST API for asking again about a pair that is known: <see cref="IsAllowed"/>. National ids stand in the addresses by the protocol: no address of a request is ever logged.
/// </summary>
sealed partial class ValtuudetClient(IHttpClientFactory http, ValtuudetOptions options, TimeProvider clock, ILogger<ValtuudetClient> log)
{
    public const string HttpName = "valtuudet";

    /// <summary>Opens a session for the delegate, who has identified strongly. Null: unavailable.</summary>
    /// <param name="endUserId">Who asks, for DVV's own log: an id of ours that says nothing of the person.</param>
    public async Task<ValtuudetSession?> Register(string delegateId, string endUserId, CancellationToken ct)
    {
        var reply = await Ask($"/service/hpa/user/register/{options.ClientId}/{delegateId}", null, [], endUserId, ct);
        TellOfOurFault(reply);
        return reply.Json<ValtuudetSession>() is { SessionId: not "", UserId: not "" } session ? session : null;
    }

    /// <summary>Where the browser goes to choose. It comes back to <paramref name="redirectUri"/> with <c>code</c> or <c>error=access_denied</c>, and <c>state</c>.</summary>
    /// <param name="language">fi, sv or en.</param>
    public string SelectionAddress(ValtuudetSession session, string redirectUri, string state, string language) => Address($"/oauth/authorize",
    [
        ("client_id", options.ClientId), ("response_type", "code"), ("redirect_uri", redirectUri), ("user", session.UserId),
        ("scope", "read"), ("state", state), ("requestId", Guid.NewGuid().ToString()), ("lang", language),
    ]).AbsoluteUri;

    /// <summary>Whom the delegate chose: exchanges the code, which is good for a minute and once, and asks.</summary>
    public async Task<ValtuudetSelection> Selected(string sessionId, string code, string redirectUri, string endUserId, CancellationToken ct)
    {
        var exchanged = await Exchange(code, redirectUri, ct);
        if (exchanged.Status == HttpStatusCode.BadRequest) return ValtuudetSelection.Over;
        TellOfOurFault(exchanged);
        if (exchanged.Json<TokenJson>() is not { AccessToken: not "" } token || !token.TokenType.Equals("bearer", StringComparison.OrdinalIgnoreCase))
            return ValtuudetSelection.Unavailable;

        var chosen = await Ask($"/service/hpa/api/delegate/{sessionId}", token.AccessToken, [], endUserId, ct);
        if (chosen.Status == HttpStatusCode.Unauthorized) return ValtuudetSelection.Over;
        var people = chosen.Json<List<ValtuudetPrincipal>>();
        return people is null or [] || people.Any(p => p is not { PersonId.Length: 11 }) ? ValtuudetSelection.Unavailable
            : new(RegisterAnswer.Allowed, people, token.AccessToken);
    }

    /// <summary>May the session's delegate act for this chosen person? An ended session is <see cref="RegisterAnswer.Unavailable"/>: start again.</summary>
    /// <param name="issues">Themes that a mandate must have, all of them. A guardian needs none.</param>
    public async Task<RegisterAnswer> Authorization(string sessionId, ValtuudetSelection selection, string principalId, IReadOnlyCollection<string> issues,
        string endUserId, CancellationToken ct) =>
        Answer(await Ask($"/service/hpa/api/authorization/{sessionId}/{principalId}", selection.Token, issues.Select(i => ("issues", i)), endUserId, ct));

    /// <summary>Ends the session. Nothing is lost when the register does not answer: it ends by itself.</summary>
    public Task Unregister(string sessionId, string endUserId, CancellationToken ct) => Ask($"/service/hpa/user/unregister/{sessionId}", null, [], endUserId, ct);

    /// <summary>May the delegate act for the principal now? Asked without a user, of a pair that the portal knows.</summary>
    /// <param name="issues">As in <see cref="Authorization"/>.</param>
    public async Task<RegisterAnswer> IsAllowed(string delegateId, string principalId, IReadOnlyCollection<string> issues, CancellationToken ct)
    {
        var reply = await RegisterCall.Send(http.CreateClient(HttpName), () =>
        {
            var request = Request(HttpMethod.Get, $"/service/rest/hpa/authorization/{options.ClientId}/{delegateId}/{principalId}",
                issues.Select(i => ("issue", i)).Append(("requestId", Guid.NewGuid().ToString())));
            request.Headers.TryAddWithoutValidation("X-userId", options.EndUserId);
            ValtuudetChecksum.Sign(request, options.ClientId, options.RestApiKey, clock.GetUtcNow());
            return request;
        }, options.Timeout, tries: 2, ct);
        TellOfOurFault(reply);
        return Answer(reply);
    }

    /// <remarks>The parameters go in the query, as in DVV's own client.</remarks>
    Task<RawReply> Exchange(string code, string redirectUri, CancellationToken ct) =>
        RegisterCall.Send(http.CreateClient(HttpName), () =>
        {
            var request = Request(HttpMethod.Post, $"/oauth/token", [("code", code), ("grant_type", "authorization_code"), ("redirect_uri", redirectUri)]);
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.OauthPassword}")));
            return request;
        }, options.Timeout, tries: 1, ct);

    Task<RawReply> Ask(FormattableString path, string? token, IEnumerable<(string, string)> query, string endUserId, CancellationToken ct) =>
        RegisterCall.Send(http.CreateClient(HttpName), () =>
        {
            var request = Request(HttpMethod.Get, path, query.Concat([("requestId", Guid.NewGuid().ToString()), ("endUserId", endUserId)]));
            if (token is not null) request.Headers.Authorization = new("Bearer", token);
            ValtuudetChecksum.Sign(request, options.ClientId, options.ApiKey, clock.GetUtcNow());
            return request;
        }, options.Timeout, tries: 1, ct);

    HttpRequestMessage Request(HttpMethod method, FormattableString path, IEnumerable<(string, string)> query)
    {
        var request = new HttpRequestMessage(method, Address(path, query)) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/json") } } };
        request.Options.Set(QuietHttpLog.ShownPath, path.Format);
        return request;
    }

    /// <summary>What is filled into the path is escaped; the path's own form is what a log may show.</summary>
    Uri Address(FormattableString path, IEnumerable<(string Name, string Value)> query) => new(options.BaseUrl.TrimEnd('/')
        + string.Format(null, path.Format, [.. path.GetArguments().Select(a => Uri.EscapeDataString((string)a!))])
        + "?" + string.Join('&', query.Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value)}")));

    static RegisterAnswer Answer(RawReply reply) => reply.Json<AuthorizationJson>()?.Result switch
    {
        "ALLOWED" => RegisterAnswer.Allowed,
        "DISALLOWED" => RegisterAnswer.Refused,
        _ => RegisterAnswer.Unavailable,
    };

    void TellOfOurFault(RawReply reply)
    {
        if (reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) NotTaken((int)reply.Status);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Suomi.fi Valtuudet does not take the portal's own key or clock (answered {Status}). Check ActingFor:Valtuudet and this machine's time.")]
    partial void NotTaken(int status);

    sealed record AuthorizationJson { public required string Result { get; init; } }

    sealed record TokenJson
    {
        [JsonPropertyName("access_token")] public required string AccessToken { get; init; }
        [JsonPropertyName("token_type")] public required string TokenType { get; init; }
    }
}
