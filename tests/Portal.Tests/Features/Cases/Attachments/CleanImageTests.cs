using System.Text;
using Microsoft.AspNetCore.Http;
using Portal.Features.Cases.Attachments;

namespace Portal.Tests.Features.Cases.Attachments;

/// <summary>A file is what its content says, and tells no more than the picture.</summary>
public sealed class CleanImageTests
{
    static bool Tells(byte[] content) => content.AsSpan().IndexOf(Encoding.ASCII.GetBytes(SampleFiles.Secret)) >= 0;

    [Theory]
    [InlineData(6, true), InlineData(6, false), InlineData(8, true), InlineData(3, false)]
    public void A_picture_of_a_telephone_keeps_which_way_up_it_is_and_nothing_else(byte orientation, bool little)
    {
        var sent = SampleFiles.JpegFromTelephone(orientation, little);
        Assert.True(Tells(sent));
        var clean = CleanImage.Of(FileKind.Jpeg, sent)!;
        Assert.False(Tells(clean));
        byte[] upright = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        Assert.Equal([.. SampleFiles.Jpeg[..2], .. upright, .. SampleFiles.Jpeg[2..]], clean);   // the picture itself, byte for byte
        Assert.Equal(clean, CleanImage.Of(FileKind.Jpeg, clean));
    }

    [Fact]
    public void Other_pictures_lose_their_texts_and_keep_the_picture()
    {
        Assert.Equal(SampleFiles.Jpeg, CleanImage.Of(FileKind.Jpeg, SampleFiles.JpegFromTelephone(1, true)));
        Assert.Equal(SampleFiles.Png, CleanImage.Of(FileKind.Png, SampleFiles.PngWithTexts()));
        var webp = CleanImage.Of(FileKind.WebP, SampleFiles.WebPWithExif())!;
        Assert.False(Tells(webp));
        Assert.Equal(0, webp[20] & 0b0000_1100);
        Assert.Equal(webp.Length - 8, BitConverter.ToInt32(webp, 4));
        Assert.Equal(SampleFiles.WebP, CleanImage.Of(FileKind.WebP, SampleFiles.WebP));
        Assert.Equal(SampleFiles.Pdf, CleanImage.Of(FileKind.Pdf, SampleFiles.Pdf));
    }

    public static TheoryData<string> Files => ["jpeg", "png", "webp", "pdf"];

    static (FileKind Kind, byte[] Content) File(string name) => name switch
    {
        "jpeg" => (FileKind.Jpeg, SampleFiles.JpegFromTelephone(6, true)),
        "png" => (FileKind.Png, SampleFiles.PngWithTexts()),
        "webp" => (FileKind.WebP, SampleFiles.WebPWithExif()),
        _ => (FileKind.Pdf, SampleFiles.Pdf),
    };

    /// <summary>Cut anywhere, or with any byte changed, a file is refused or cleaned; it never brings the page down.</summary>
    [Theory, MemberData(nameof(Files))]
    public void No_file_brings_the_page_down(string name)
    {
        var (kind, content) = File(name);
        Assert.Null(CleanImage.Of(kind, content[..(kind == FileKind.Pdf ? 20 : 40)]));
        for (var length = 0; length < content.Length; length++) CleanImage.Of(kind, content[..length]);
        foreach (var value in (byte[])[0, 1, 0x7F, 0x80, 0xFF])
            for (var at = 0; at < content.Length; at++)
            {
                byte[] changed = [.. content];
                changed[at] = value;
                CleanImage.Of(kind, changed);
            }
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>", "kuva.png"), InlineData("<html><script>1</script>", "kuva.jpg"), InlineData("GIF89a", "kuva.gif")]
    [InlineData("PK\u0003\u0004", "kuva.pdf"), InlineData("MZ", "kuva.webp"), InlineData("\0\0\0\u0018ftypheic", "IMG_0001.HEIC"), InlineData("RIFF\0\0\0\0WAVEfmt ", "aani.webp")]
    public async Task What_is_not_of_a_known_kind_is_refused_whatever_its_name(string content, string name) =>
        Assert.Equal((Uploads.Fault.WrongKind, name), await Sent((name, Encoding.Latin1.GetBytes(content))));

    [Fact]
    public async Task Too_many_too_large_and_empty_ones_are_refused()
    {
        Assert.Equal((Uploads.Fault.TooMany, null), await Sent([.. Enumerable.Repeat(("a.png", SampleFiles.Png), 6)]));
        Assert.Equal((Uploads.Fault.TooLarge, "a.png"), await Sent(("a.png", new byte[Uploads.LargestFile + 1])));
        Assert.Equal((Uploads.Fault.Empty, "a.png"), await Sent(("a.png", [])));
        Assert.Equal((null, null), await Sent(("", [])));   // the field left empty
        Assert.Equal((Uploads.Fault.Damaged, "b.png"), await Sent(("a.png", SampleFiles.Png), ("b.png", SampleFiles.Png[..50])));
    }

    [Theory]
    [InlineData("C:\\Users\\Matti\\kuva 1.jpeg", "kuva 1.jpg"), InlineData("../../etc/passwd", "passwd.jpg"), InlineData("näppylä (2).png.exe", "näppylä (2).png.jpg")]
    [InlineData("a\"\r\nSet-Cookie: x.jpg", "aSet-Cookie x.jpg"), InlineData("...", "file.jpg"), InlineData("<b>.jpg", "b.jpg")]
    public void A_name_is_letters_and_digits(string name, string clean) => Assert.Equal(clean, Uploads.CleanName(name, FileKind.Jpeg));

    static async Task<(Uploads.Fault?, string?)> Sent(params (string Name, byte[] Content)[] files)
    {
        var form = new FormFileCollection();
        foreach (var (name, content) in files) form.Add(new FormFile(new MemoryStream(content), 0, content.Length, "files", name));
        var (_, fault, of) = await Uploads.Read(form, "files", TestContext.Current.CancellationToken);
        return (fault, of);
    }
}
