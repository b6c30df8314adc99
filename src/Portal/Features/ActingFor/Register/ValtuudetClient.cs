using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using Portal.Platform.Http;

namespace Portal.Features.ActingFor.Register;

/// <summary>
/// Suomi.fi e-Authorizations for acting for a person (HPA). The Web API while the delegate chooses: register, the
/// browser to <see cref="AuthorizeUrl"/>, token, delegate, authorization, unregister. The REST API for asking again about
/// a pair that is known. National ids stand in the addresses by the protocol: no address of a request is ever logged.
/// </summary>
sealed partial class ValtuudetClient(IHttpClientFactory http, ValtuudetOptions options, TimeProvider clock, ILogger<ValtuudetClient> log)
{
    public const string HttpName = "valtuudet";

    /// <summary>Opens a session for the delegate, who has identified strongly.</summary>
    public async Task<Reply<ValtuudetSession>> Register(string delegateHetu, CancellationToken ct)
    {
        var reply = await Ask($"/service/hpa/user/register/{options.ClientId}/{delegateHetu}", null, [], ct);
        TellOfOurFault(reply);
        return reply.Json<SessionJson>() is { SessionId: not "", UserId: not "" } s ? new ValtuudetSession(s.SessionId, s.UserId) : Reply<ValtuudetSession>.Unavailable;
    }

    /// <summary>Where the browser goes to choose. It comes back to <paramref name="redirectUri"/> with <c>code</c> or <c>error=access_denied</c>, and <c>state</c>.</summary>
    /// <param name="language">fi, sv or en.</param>
    public Uri AuthorizeUrl(ValtuudetSession session, string redirectUri, string state, string language) => Address($"/oauth/authorize",
    [
        ("client_id", options.ClientId), ("response_type", "code"), ("redirect_uri", redirectUri), ("user", session.UserId),
        ("scope", "read"), ("state", state), ("requestId", Guid.NewGuid().ToString()), ("lang", language),
    ]);

    /// <summary>Exchanges the code, which is good for a minute and once. Gone: too late or used.</summary>
    /// <remarks>The parameters go in the query, as in DVV's own client.</remarks>
    public async Task<Reply<ValtuudetToken>> Token(string code, string redirectUri, CancellationToken ct)
    {
        var reply = await RegisterCall.Send(http.CreateClient(HttpName), () =>
        {
            var request = Request(HttpMethod.Post, $"/oauth/token", [("code", code), ("grant_type", "authorization_code"), ("redirect_uri", redirectUri)]);
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.OauthPassword}")));
            return request;
        }, options.Timeout, tries: 1, ct);
        if (reply.Status == HttpStatusCode.BadRequest) return Reply<ValtuudetToken>.Gone;
        TellOfOurFault(reply);
        return reply.Json<TokenJson>() is { AccessToken: not "" } t && t.TokenType.Equals("bearer", StringComparison.OrdinalIgnoreCase)
            ? new ValtuudetToken(t.AccessToken) : Reply<ValtuudetToken>.Unavailable;
    }

    /// <summary>Whom the delegate chose: one person, unless DVV has allowed several.</summary>
    public async Task<Reply<IReadOnlyList<Principal>>> Delegate(ValtuudetSession session, ValtuudetToken token, CancellationToken ct)
    {
        var reply = await Ask($"/service/hpa/api/delegate/{session.SessionId}", token, [], ct);
        if (reply.Status == HttpStatusCode.Unauthorized) return Reply<IReadOnlyList<Principal>>.Gone;
        var people = reply.Json<List<PersonJson>>();
        return people is null or [] || people.Any(p => p is not { PersonId.Length: 11 }) ? Reply<IReadOnlyList<Principal>>.Unavailable
            : new(ReplyKind.Answered, [.. people.Select(p => new Principal(p.PersonId, p.Name))]);
    }

    /// <summary>May the session's delegate act for this chosen person? An ended session is <see cref="RegisterAnswer.Unavailable"/>: start again.</summary>
    /// <param name="issues">Themes that a mandate must have, all of them. A guardian needs none.</param>
    public async Task<RegisterAnswer> Authorization(ValtuudetSession session, ValtuudetToken token, string principalHetu, IReadOnlyCollection<string> issues, CancellationToken ct) =>
        Answer(await Ask($"/service/hpa/api/authorization/{session.SessionId}/{principalHetu}", token, issues.Select(i => ("issues", i)), ct));

    /// <summary>Ends the session. False when it was over already, or the register did not answer: it ends by itself.</summary>
    public async Task<bool> Unregister(ValtuudetSession session, CancellationToken ct) =>
        (await Ask($"/service/hpa/user/unregister/{session.SessionId}", null, [], ct)).Status == HttpStatusCode.OK;

    /// <summary>May the delegate act for the principal now? Asked without a user, of a pair that the delegate has chosen before.</summary>
    /// <param name="issues">As in <see cref="Authorization"/>.</param>
    public async Task<RegisterAnswer> IsAllowed(string delegateHetu, string principalHetu, IReadOnlyCollection<string> issues, CancellationToken ct)
    {
        var reply = await RegisterCall.Send(http.CreateClient(HttpName), () =>
        {
            var request = Request(HttpMethod.Get, $"/service/rest/hpa/authorization/{options.ClientId}/{delegateHetu}/{principalHetu}",
                issues.Select(i => ("issue", i)).Append(("requestId", Guid.NewGuid().ToString())));
            request.Headers.TryAddWithoutValidation("X-userId", options.EndUserId);
            ValtuudetChecksum.Sign(request, options.ClientId, options.RestApiKey, clock.GetUtcNow());
            return request;
        }, options.Timeout, tries: 2, ct);
        TellOfOurFault(reply);
        return Answer(reply);
    }

    Task<RawReply> Ask(FormattableString path, ValtuudetToken? token, IEnumerable<(string, string)> query, CancellationToken ct) =>
        RegisterCall.Send(http.CreateClient(HttpName), () =>
        {
            var request = Request(HttpMethod.Get, path, query.Concat([("requestId", Guid.NewGuid().ToString()), ("endUserId", options.EndUserId)]));
            if (token is not null) request.Headers.Authorization = new("Bearer", token.Value);
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

    sealed record SessionJson { public required string SessionId { get; init; } public required string UserId { get; init; } }
    sealed record PersonJson { public required string PersonId { get; init; } public required string Name { get; init; } }
    sealed record AuthorizationJson { public required string Result { get; init; } }

    sealed record TokenJson
    {
        [JsonPropertyName("access_token")] public required string AccessToken { get; init; }
        [JsonPropertyName("token_type")] public required string TokenType { get; init; }
    }
}
