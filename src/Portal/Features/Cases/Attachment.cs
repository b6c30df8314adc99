using Portal.Features.Cases.Attachments;

namespace Portal.Features.Cases;

/// <summary>A file that goes with a message.</summary>
public sealed record Attachment
{
    public Guid Id { get; init; }
    public Guid MessageId { get; init; }
    public string Name { get; init; } = "";
    public string MediaType { get; init; } = "";

    /// <summary>In bytes.</summary>
    public int Size { get; init; }

    public bool IsImage => FileKind.OfMediaType(MediaType)?.IsImage == true;
}
