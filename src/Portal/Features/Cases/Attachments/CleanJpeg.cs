using System.Buffers.Binary;

namespace Portal.Features.Cases.Attachments;

/// <summary>A JPEG without its applications' segments and comments, as <see cref="CleanImage"/> says.</summary>
static class CleanJpeg
{
    const byte SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, APP0 = 0xE0, APP1 = 0xE1, APP2 = 0xE2, APP14 = 0xEE, APP15 = 0xEF, COM = 0xFE;

    public static byte[]? Of(ReadOnlySpan<byte> file)
    {
        var clean = new MemoryStream(file.Length);
        clean.Write([0xFF, SOI]);
        var scanned = false;
        for (var at = 2; ;)
        {
            if (file.Slice(at, 1)[0] != 0xFF) return null;
            while (file.Slice(at + 1, 1)[0] == 0xFF) at++;   // fill bytes
            var marker = file[at + 1];
            if (marker == EOI)
            {
                clean.Write([0xFF, EOI]);
                return scanned ? clean.ToArray() : null;   // what stands behind the end is left behind
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.Slice(at + 2, 2));
            var segment = file.Slice(at, 2 + length);
            if (length < 2) return null;
            if (Keeps(marker, segment)) clean.Write(segment);
            else if (marker == APP1 && Orientation(segment) is > 1 and var turned) clean.Write(Upright(turned));
            at += segment.Length;
            if (marker != SOS) continue;
            scanned = true;
            var end = at + ScanLength(file[at..]);
            clean.Write(file[at..end]);
            at = end;
        }
    }

    /// <summary>Colours stay (JFIF, an ICC profile, Adobe's note of how they are coded), and all that is the picture.</summary>
    static bool Keeps(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        APP0 => segment[4..].StartsWith("JFIF\0"u8),
        APP2 => segment[4..].StartsWith("ICC_PROFILE\0"u8),
        APP14 => segment[4..].StartsWith("Adobe"u8),
        >= APP1 and <= APP15 or COM => false,
        _ => true,
    };

    /// <summary>The picture's data run until a marker that is neither a stuffed 0xFF nor a restart.</summary>
    static int ScanLength(ReadOnlySpan<byte> data)
    {
        for (var at = 0; ; at++)
        {
            var next = data[at..].IndexOf((byte)0xFF);
            if (next < 0) throw new ArgumentOutOfRangeException(nameof(data), "The picture has no end.");
            at += next;
            if (data.Slice(at + 1, 1)[0] is not (0 or (>= 0xD0 and <= 0xD7) or 0xFF)) return at;
        }
    }

    /// <summary>Which way up (Exif tag 0x0112), 1 to 8; 1 when it does not say.</summary>
    static int Orientation(ReadOnlySpan<byte> segment)
    {
        if (!segment[4..].StartsWith("Exif\0\0"u8)) return 1;
        var tiff = segment[10..];
        var little = tiff.StartsWith("II"u8);
        var at = (int)Math.Min(Number(tiff, 4, 4), int.MaxValue);
        if (at > tiff.Length - 2) return 1;
        for (int i = 0, count = (int)Number(tiff, at, 2); i < count && at + 14 + 12 * i <= tiff.Length; i++)
            if (Number(tiff, at + 2 + 12 * i, 2) == 0x0112) return (int)Math.Clamp(Number(tiff, at + 10 + 12 * i, 2), 1, 8);
        return 1;

        uint Number(ReadOnlySpan<byte> from, int place, int bytes) => (little, bytes) switch
        {
            (true, 2) => BinaryPrimitives.ReadUInt16LittleEndian(from[place..]),
            (false, 2) => BinaryPrimitives.ReadUInt16BigEndian(from[place..]),
            (true, _) => BinaryPrimitives.ReadUInt32LittleEndian(from[place..]),
            _ => BinaryPrimitives.ReadUInt32BigEndian(from[place..]),
        };
    }

    /// <summary>An Exif segment that says nothing but which way up.</summary>
    static byte[] Upright(int orientation) =>
    [
        0xFF, APP1, 0, 34, .. "Exif\0\0"u8,
        .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];
}
