using System.Net;
using Portal.Platform.Http;

namespace Portal.Features.ActingFor.Register;

/// <summary>The population register (VTJ): who a person is today, their guardians, and whether where they live must be kept.</summary>
sealed partial class PopulationRegisterClient(IHttpClientFactory http, PopulationRegisterOptions options, ILogger<PopulationRegisterClient> log)
{
    public const string HttpName = "population-register";

    /// <summary>The person with this national id, today.</summary>
    public async Task<PopulationAnswer> Person(string nationalId, CancellationToken ct)
    {
        var reply = await RegisterCall.Send(http.CreateClient(HttpName), () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"{options.BaseUrl.TrimEnd('/')}/v1/persons/{Uri.EscapeDataString(nationalId)}");
            request.Headers.TryAddWithoutValidation("X-Api-Key", options.ApiKey);
            request.Options.Set(QuietHttpLog.ShownPath, "/v1/persons/{0}");
            return request;
        }, options.Timeout, tries: 2, ct);
        if (reply.Status == HttpStatusCode.NotFound) return PopulationAnswer.Nobody;
        if (reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) NotTaken((int)reply.Status);
        if (reply.Json<RegisterPerson>() is not { } person || person.Hetu != nationalId || person.Guardians.Contains(null!) || person.Dependants.Contains(null!))
            return PopulationAnswer.None;
        return new(person.NonDisclosure ? person with { Municipality = null, Address = null } : person, false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The population register does not take the portal's key (answered {Status}). Check ActingFor:PopulationRegister:ApiKey.")]
    partial void NotTaken(int status);
}
