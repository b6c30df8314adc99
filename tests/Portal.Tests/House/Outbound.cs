using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Http;

namespace Portal.Tests.House;

/// <summary>
/// Where the portal's outgoing HTTP ends up in a test. A host that the test has not named is an error that fails the
/// test: nothing in the tests talks to anybody by accident.
/// </summary>
sealed class Outbound : IHttpMessageHandlerBuilderFilter
{
    readonly ConcurrentDictionary<string, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> hosts = new();
    readonly ConcurrentQueue<string> refused = new();

    /// <summary>What the portal tried to reach although the test had not said so.</summary>
    public IReadOnlyCollection<string> Refused => refused;

    /// <summary>Answers for an address, given by its scheme, host and port: <c>http://ehr.test</c>.</summary>
    public void Answer(string address, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) => hosts[Key(new Uri(address))] = answer;

    public void Answer(string address, Func<HttpRequestMessage, HttpResponseMessage> answer) => Answer(address, (request, _) => Task.FromResult(answer(request)));

    /// <summary>Lets requests to an address through to the network: to one of the stack's own parts.</summary>
    public void Allow(string address)
    {
        if (!IPAddress.TryParse(new Uri(address).Host, out _) && new Uri(address).Host != "localhost")
            throw new ArgumentException($"{address} is not on this machine.", nameof(address));
        var real = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        Answer(address, real.SendAsync);
    }

    Action<HttpMessageHandlerBuilder> IHttpMessageHandlerBuilderFilter.Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        builder.PrimaryHandler = new Exit(this);
    };

    static string Key(Uri address) => address.GetLeftPart(UriPartial.Authority);

    sealed class Exit(Outbound outbound) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            if (outbound.hosts.TryGetValue(Key(request.RequestUri!), out var answer))
            {
                var response = await answer(request, ct);
                response.RequestMessage ??= request;
                return response;
            }
            outbound.refused.Enqueue($"{request.Method} {request.RequestUri}");
            throw new InvalidOperationException($"The test has not registered {Key(request.RequestUri!)} (Outbound.Answer or Outbound.Allow), and the portal sent {request.Method} {request.RequestUri}.");
        }
    }
}
