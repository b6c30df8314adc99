namespace Portal.Features.Cases.Attachments;

/// <summary>A kind of file that may be attached, known by its content and never by its name.</summary>
/// <param name="MediaType">As it is served.</param>
/// <param name="Extension">Of the name under which it is saved.</param>
/// <param name="IsImage">Shown on the page; others are downloaded.</param>
sealed record FileKind(string MediaType, string Extension, bool IsImage)
{
    public static readonly FileKind Jpeg = new("image/jpeg", ".jpg", true);
    public static readonly FileKind Png = new("image/png", ".png", true);
    public static readonly FileKind WebP = new("image/webp", ".webp", true);
    public static readonly FileKind Pdf = new("application/pdf", ".pdf", false);

    public static readonly IReadOnlyList<FileKind> All = [Jpeg, Png, WebP, Pdf];

    /// <summary>By the first bytes; null for anything else (HEIC, SVG, HTML, archives, programs).</summary>
    public static FileKind? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']) ? Png
        : content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? WebP
        : content.StartsWith("%PDF-"u8) ? Pdf
        : null;

    public static FileKind? OfMediaType(string mediaType) => All.FirstOrDefault(k => k.MediaType == mediaType);
}
