using System.Net;
using System.Net.Http.Headers;
using Portal.Tests.Features.Cases.Attachments;
using Portal.Tests.House;

namespace Portal.Tests.Features.Chat;

/// <summary>A picture or a PDF goes with a message, by an ordinary form.</summary>
public sealed class ChatFilesTests : ChatTest
{
    [Fact]
    public async Task A_picture_is_sent_shown_and_opened_by_the_parties_only()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        using var answer = await Send(guest, page, "Tällainen ihottuma.", ("ihottuma.png", SampleFiles.Png));
        Assert.Equal(HttpStatusCode.SeeOther, Redirect(answer));
        var shown = await guest.Open(page.Path);
        shown.Shows("Tällainen ihottuma.");
        var image = shown.Find(".chat img").GetAttribute("src")!;
        Assert.Equal(HttpStatusCode.OK, (await guest.Get(image)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Nurse.Browser.Get(image)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Browser().Get(image)).StatusCode);
        Assert.Equal(2, (await Stored(CaseOf(page))).LastSeq);
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_beside_the_field_and_the_words_stay()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        using var answer = await Send(guest, page, "Katsokaa tätä.", ("kuva.png", "<svg onload='alert(1)'/>"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var words = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("files-error", words);
        Assert.Contains("Katsokaa tätä.</textarea>", words);
        Assert.Equal(1, (await Stored(CaseOf(page))).LastSeq);
    }

    [Fact]
    public async Task A_large_form_is_taken_here_and_nowhere_else()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        var four = Enumerable.Range(0, 4).Select(i => ($"{i}.png", (byte[])[.. SampleFiles.Png, .. new byte[8_000_000]])).ToArray();
        using var here = await Send(guest, page, "Suuria kuvia", four);
        Assert.NotEqual(HttpStatusCode.RequestEntityTooLarge, here.StatusCode);   // read, and judged file by file
        using var elsewhere = await Send(guest, page, "Suuria kuvia", "/fi/chat/nurse-advice", "start", four);
        Assert.True((int)elsewhere.StatusCode is 413 or 400, $"{elsewhere.StatusCode}");   // 400: the form's token was not read either
    }

    static HttpStatusCode Redirect(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.Found ? HttpStatusCode.SeeOther : answer.StatusCode;

    static Task<HttpResponseMessage> Send(Browser browser, Page page, string text, params (string Name, byte[] Content)[] files) =>
        Send(browser, page, text, page.Address.AbsolutePath, "write", files);

    static async Task<HttpResponseMessage> Send(Browser browser, Page page, string text, string address, string handler, (string Name, byte[] Content)[] files)
    {
        var token = page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")!;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(handler), "_handler" }, { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("send"), "do" },
            { new StringContent(text), "text" }, { new StringContent($"{Guid.NewGuid()}"), "message" },
        };
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            form.Add(part, "files", name);
        }
        return await browser.Send(HttpMethod.Post, address, form, ("Sec-Fetch-Site", "same-origin"), ("Accept", "text/html"), ("Expect", "100-continue"));   // refused before it is sent
    }
}
