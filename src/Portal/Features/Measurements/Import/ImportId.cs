using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Platform;

namespace Portal.Features.Measurements.Import;

/// <summary>
/// The id of an imported reading follows from whose it is, who brings it, what, when and how much: the same file twice, or
/// the same press twice, is one reading. RFC 9562 version 8.
/// </summary>
static class ImportId
{
    public static Guid Of(Resident resident, ReadingEntry entry)
    {
        var values = entry.MeterShows ?? string.Join(';', entry.Measure.Quantities.Select((_, i) => entry.Value(i) is { } value ? value.ToString("0.############", CultureInfo.InvariantCulture) : "-"));
        var words = entry.Measure.IsWords ? entry.Words : "";
        var name = $"import:{resident.Subject}:{resident.Hand}:{entry.Measure.Id}:{entry.MeasuredAt.UtcDateTime:O}:{values}:{words}";
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
