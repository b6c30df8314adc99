using System.Text.RegularExpressions;
using Portal.DevStack;

namespace Portal.E2E;

/// <summary>
/// The portal's content with one queue more, whose chat is open every day at all hours: journeys of the chat run when they
/// are run. On a public holiday every chat is closed; they say so and are skipped.
/// </summary>
sealed partial class OpenQueue : IDisposable
{
    public const string Id = "e2e-always-open", Unit = "etavastaanotto", Nurse = "anna-stina";

    public string Folder { get; } = Directory.CreateTempSubdirectory("portal-content-").FullName;

    public OpenQueue()
    {
        var source = Repository.Folder("content");
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var queue = File.ReadAllText(Path.Combine(source, "queues", "remote-clinic.yaml")).Replace("id: remote-clinic", $"id: {Id}").Replace("order: 5", "order: 999");
        queue = Name().Replace(queue, m => $"{m.Groups[1].Value} e2e");
        queue = Hours().Replace(queue, "hours:\n    - { days: [mon, tue, wed, thu, fri, sat, sun], from: \"00:00\", to: \"23:59\" }\n  eves: open\n", count: 1);   // the chat's
        File.WriteAllText(Path.Combine(Folder, "queues", $"{Id}.yaml"), queue);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    [GeneratedRegex("^(  (?:fi|sv|en): (?:Etävastaanotto|Distansmottagningen|Remote clinic))$", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex("hours:\n(?:    - .*\n)+  eves: .*\n")]
    private static partial Regex Hours();
}
