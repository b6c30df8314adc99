using System.Buffers.Binary;

namespace Portal.Features.Cases.Attachments;

/// <summary>
/// A file with only what is needed to show it: of an image the picture, its colours and which way up it is; not where it
/// was taken, with what and when, no thumbnail, no comments, and nothing that stands behind the picture's end. The
/// picture itself is not touched. Sources: ITU T.81 and Exif 2.3 (JPEG), W3C PNG, Google's WebP container, ISO 32000 (PDF).
/// </summary>
static class CleanImage
{
    /// <summary>Null when the file is not whole, or is not what its first bytes say.</summary>
    public static byte[]? Of(FileKind kind, byte[] content)
    {
        try
        {
            return kind == FileKind.Jpeg ? CleanJpeg.Of(content) : kind == FileKind.Png ? Png(content) : kind == FileKind.WebP ? WebP(content) : Pdf(content);
        }
        catch (ArgumentOutOfRangeException) { return null; }   // a length that leads out of the file
    }

    /// <summary>What a picture is made of; all other chunks (texts, Exif, times, further frames) stay behind.</summary>
    static readonly HashSet<string> pngChunks = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "pHYs"];

    static byte[]? Png(ReadOnlySpan<byte> file)
    {
        var clean = new MemoryStream(file.Length);
        clean.Write(file[..8]);
        for (var at = 8; ;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.Slice(at, 4));
            var chunk = file.Slice(at, 12 + length);
            var name = System.Text.Encoding.ASCII.GetString(chunk.Slice(4, 4));
            if (at == 8 && (name != "IHDR" || length != 13)) return null;
            if (pngChunks.Contains(name)) clean.Write(chunk);
            else if (char.IsAsciiLetterUpper(name[0])) return null;   // critical and unknown: cannot be shown
            if (name == "IEND") return clean.ToArray();
            at += chunk.Length;
        }
    }

    static byte[]? WebP(ReadOnlySpan<byte> file)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(4, 4));
        var body = file.Slice(8, checked((int)Math.Min(size, int.MaxValue - 8)));
        var clean = new MemoryStream(file.Length);
        clean.Write(file[..12]);
        var picture = false;
        for (var at = 4; at < body.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(body.Slice(at + 4, 4));
            var chunk = body.Slice(at, 8 + length + (length & 1)).ToArray();
            switch (System.Text.Encoding.ASCII.GetString(chunk, 0, 4))
            {
                case "VP8X" when length < 10: return null;
                case "VP8X": chunk[8] &= 0b1111_0011; clean.Write(chunk); break;   // it says that there are Exif and XMP
                case "VP8 " or "VP8L" or "ANMF": picture = true; clean.Write(chunk); break;
                case "ICCP" or "ALPH" or "ANIM": clean.Write(chunk); break;
            }
            at += chunk.Length;
        }
        if (!picture) return null;
        var done = clean.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(done.AsSpan(4), (uint)done.Length - 8);
        return done;
    }

    /// <summary>As it is: it is only ever downloaded. A whole one ends with its end mark, give or take some line ends.</summary>
    static byte[]? Pdf(byte[] file) => file.AsSpan(Math.Max(0, file.Length - 1024)).LastIndexOf("%%EOF"u8) >= 0 ? file : null;
}
