using System.Net;
using AngleSharp;

namespace Portal.Tests.House;

/// <summary>
/// A person's browser without JavaScript: keeps cookies, follows redirects on this machine, reads pages, presses
/// buttons. What it sends is what the form on the page says, hidden fields included.
/// </summary>
sealed class Browser : IDisposable
{
    readonly Uri home;
    readonly HttpClient http;

    public Browser(Uri home)
    {
        this.home = home;
        http = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = Cookies, AllowAutoRedirect = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.All,
        })
        { Timeout = TimeSpan.FromSeconds(30) };
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The languages asked for, as in the header Accept-Language.</summary>
    public string Language { get; set; } = "fi";

    /// <summary>Everything answered so far, redirects included, newest last.</summary>
    public List<HttpResponseMessage> Answers { get; } = [];

    /// <summary>Opens an address: a path of the portal or a whole address.</summary>
    public Task<Page> Open(string address) => Go(new HttpRequestMessage(HttpMethod.Get, new Uri(home, address)), from: null);

    /// <summary>Sends any request with this browser's cookies, once, without following redirects: for /api and /bff.</summary>
    public async Task<HttpResponseMessage> Send(HttpMethod method, string address, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(home, address)) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Answer(request);
    }

    public Task<HttpResponseMessage> Get(string address, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, address, null, headers);

    /// <summary>Sends a request made by hand, once; its address may be a path.</summary>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(home, request.RequestUri!);
        return Answer(request);
    }

    internal async Task<Page> Go(HttpRequestMessage request, Uri? from)
    {
        for (var hops = 0; hops < 20; hops++)
        {
            request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
            request.Headers.TryAddWithoutValidation("Accept-Language", Language);
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Mode", "navigate");
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Dest", "document");
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", Site(from, request.RequestUri!));
            var response = await Answer(request);
            var location = response.Headers.Location is { } l ? new Uri(request.RequestUri!, l) : null;
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || location is null || !location.IsLoopback)
                return await Read(request.RequestUri!, response);
            var again = (int)response.StatusCode is 307 or 308;
            var next = new HttpRequestMessage(again ? request.Method : HttpMethod.Get, location);
            if (again && request.Content is { } body)
            {
                next.Content = new ByteArrayContent(await body.ReadAsByteArrayAsync());
                next.Content.Headers.ContentType = body.Headers.ContentType;
            }
            request = next;
        }
        throw new InvalidOperationException($"More than 20 redirects, the last to {request.RequestUri}.");
    }

    async Task<HttpResponseMessage> Answer(HttpRequestMessage request)
    {
        var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        await response.Content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
        Answers.Add(response);
        return response;
    }

    async Task<Page> Read(Uri address, HttpResponseMessage response)
    {
        var source = await response.Content.ReadAsStringAsync();
        var document = await BrowsingContext.New(Configuration.Default).OpenAsync(page => page.Address(address).Content(source));
        return new Page(this, address, response, document);
    }

    // What a browser says about where a request comes from. Localhost is one site, whatever the port.
    static string Site(Uri? from, Uri to) => from is null ? "none"
        : from.Authority == to.Authority ? "same-origin" : from.Host == to.Host ? "same-site" : "cross-site";

    public void Dispose() => http.Dispose();
}
