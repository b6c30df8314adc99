using Portal.Benchmarks.Load;
using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Storm;

/// <summary>Where times are asked for: the portal, or the bare endpoint.</summary>
/// <param name="Write">Writes the whole request for a slot and a resident's number into the buffer; returns its length.</param>
/// <param name="BookedMark">What the body of an answer 201 must contain.</param>
/// <param name="TakenMark">What the body of an answer 409 must contain.</param>
sealed record Counter(string Name, ServerProcess Server, Counter.Writer Write, byte[] BookedMark, byte[] TakenMark)
{
    public delegate int Writer(Span<byte> buffer, Guid slot, int resident);

    /// <summary>True: booked. False: somebody else has it. Null: anything else, which is a failure.</summary>
    public bool? Read(RawHttp.Answer answer) => answer.Status switch
    {
        201 when answer.Body.IndexOf(BookedMark) >= 0 => true,
        409 when answer.Body.IndexOf(TakenMark) >= 0 => false,
        _ => null,
    };
}
