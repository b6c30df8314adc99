using System.Text;

namespace Portal.Tests.Features.Cases.Attachments;

/// <summary>Small real files, and what a telephone adds to them.</summary>
static class SampleFiles
{
    /// <summary>What must not be told, in the form of bytes that a test can look for.</summary>
    public const string Secret = "60.1699N 24.9384E Puhelin 12 Pro";

    public static readonly byte[] Jpeg = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09P" +
        "T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAWEAEBAQAAAAAAAAAAAAAAAAAAFGH/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBv/EABcRAAMB" +
        "AAAAAAAAAAAAAAAAAAAEFVL/2gAMAwEAAhEDEQA/AJGzQFbGUyMrNaP/2Q==");

    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAEAQMAAACTPww9AAAAA1BMVEUAgACc+aWRAAAAC0lEQVQI12NggAAAAAgAAS8g3TEAAAAASUVORK5CYII=");

    public static readonly byte[] WebP = Convert.FromBase64String("UklGRjgAAABXRUJQVlA4ICwAAACQAQCdASoIAAgAAgA0JaACdLoAA5gA/vmTb/+QH/+QH/+QH/8gP+IXeyAwAA==");

    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    static readonly byte[] secret = Encoding.ASCII.GetBytes(Secret);

    /// <summary>With Exif that says where, with what, and which way up; a comment; and something behind the end.</summary>
    public static byte[] JpegFromTelephone(byte orientation, bool little)
    {
        byte[] tiff = little
            ? [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
            : [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        return [.. Jpeg[..2], .. Segment(0xE1, [.. "Exif\0\0"u8, .. tiff, .. secret]), .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. secret]),
            .. Segment(0xED, secret), .. Segment(0xFE, secret), .. Jpeg[2..], .. "PK\u0003\u0004"u8, .. secret];
    }

    static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    /// <summary>With a text, Exif, a time, and something behind the end.</summary>
    public static byte[] PngWithTexts() => [.. Png[..33], .. Chunk("tEXt", secret), .. Chunk("eXIf", secret), .. Chunk("iTXt", secret), .. Png[33..], .. secret];

    static byte[] Chunk(string name, byte[] content) => [0, 0, 0, (byte)content.Length, .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];

    /// <summary>With Exif and XMP, said in its header.</summary>
    public static byte[] WebPWithExif()
    {
        byte[] padded = [.. secret, .. new byte[secret.Length & 1]];
        byte[] body = [.. "WEBP"u8, .. "VP8X"u8, 10, 0, 0, 0, 0b0000_1100, 0, 0, 0, 7, 0, 0, 7, 0, 0, .. WebP[12..],
            .. "EXIF"u8, (byte)secret.Length, 0, 0, 0, .. padded, .. "XMP "u8, (byte)secret.Length, 0, 0, 0, .. padded];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length), .. body];
    }
}
