namespace Portal.Features.Booking;
sealed class BookingTerms
{
    public TimeSpan Deadline(string service) => TimeSpan.FromHours(24);
    public bool IsFor(string service, DateOnly? bornOn) => true;
    public static string? Trim(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
}
