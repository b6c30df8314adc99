namespace Portal.Features.Cases.Attachments;

/// <summary>A file that has passed: its kind known by its content, without what need not be told.</summary>
/// <param name="Name">As its owner called it, without a path and with the kind's own extension; at most 100 characters.</param>
sealed record Upload(string Name, FileKind Kind, byte[] Content);

/// <summary>Looks at what a form brings: how many, how large, of what kind, and whole.</summary>
static class Uploads
{
    /// <summary>Files a message, bytes a file, and bytes a form.</summary>
    public const int Most = 5, LargestFile = 10 * 1024 * 1024, LargestForm = 60 * 1024 * 1024;

    /// <summary>Why a file does not pass; the words are the texts <c>attachment-…</c>.</summary>
    public enum Fault { TooMany, TooLarge, Empty, WrongKind, Damaged }

    /// <returns>The files when all of them pass; otherwise the first that does not, and why.</returns>
    public static async Task<(IReadOnlyList<Upload> Files, Fault? Fault, string? Name)> Read(IFormFileCollection files, string field, CancellationToken ct)
    {
        var sent = files.GetFiles(field).Where(f => f.Length > 0 || f.FileName != "").ToList();   // a field left empty sends a nameless nothing
        if (sent.Count > Most) return ([], Fault.TooMany, null);
        List<Upload> passed = [];
        foreach (var file in sent)
        {
            var (upload, fault) = await Read(file, ct);
            if (upload is null) return ([], fault, Path.GetFileName(file.FileName.Replace('\\', '/')));
            passed.Add(upload);
        }
        return (passed, null, null);
    }

    static async Task<(Upload?, Fault?)> Read(IFormFile file, CancellationToken ct)
    {
        if (file.Length > LargestFile) return (null, Fault.TooLarge);
        if (file.Length == 0) return (null, Fault.Empty);
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream()) await stream.ReadExactlyAsync(content, ct);
        if (FileKind.Of(content) is not { } kind) return (null, Fault.WrongKind);
        return CleanImage.Of(kind, content) is { } clean ? (new(CleanName(file.FileName, kind), kind, clean), null) : (null, Fault.Damaged);
    }

    /// <summary>Letters, digits and a few signs: a name is shown, and is the one it is saved under.</summary>
    public static string CleanName(string name, FileKind kind)
    {
        var stem = Path.GetFileNameWithoutExtension(name.Replace('\\', '/'));
        var kept = new string([.. stem.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '(' or ')')]).Trim(' ', '.');
        return (kept.Length == 0 ? "file" : kept.Length > 90 ? kept[..90] : kept) + kind.Extension;
    }
}
