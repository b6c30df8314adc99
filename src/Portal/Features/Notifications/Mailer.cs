using System.Net;
using System.Net.Mail;
using System.Text;

namespace Portal.Features.Notifications;

/// <summary>Sends plain-text e-mail through the county's mail server.</summary>
sealed class Mailer(NotificationOptions options)
{
    /// <param name="id">The same for every try of one message: it becomes the Message-ID, so that a repeat shows as one.</param>
    public async Task<RouteResult> Send(Guid id, string to, string subject, string text, string language, CancellationToken ct)
    {
        using var mail = new MailMessage(new MailAddress(options.FromAddress, options.Sender), new MailAddress(to))
        {
            Subject = subject, SubjectEncoding = Encoding.UTF8, Body = text, BodyEncoding = Encoding.UTF8,
        };
        mail.Headers.Add("Message-ID", $"<{id}@{mail.From!.Host}>");
        mail.Headers.Add("Content-Language", language);
        mail.Headers.Add("Auto-Submitted", "auto-generated");   // RFC 3834: no holiday replies
        using var client = new SmtpClient(options.SmtpHost, options.SmtpPort) { EnableSsl = options.SmtpTls };
        if (options.SmtpUser is { } user) client.Credentials = new NetworkCredential(user, options.SmtpPassword);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(options.Timeout);
        try
        {
            await client.SendMailAsync(mail, patience.Token);
            return RouteResult.Sent;
        }
        catch (SmtpException e) when (AddressRefused(e.StatusCode)) { return RouteResult.Failed; }
        catch (SmtpException e) { throw new RouteUnavailable($"email: {(e.StatusCode == SmtpStatusCode.GeneralFailure ? "no connection" : $"answered {(int)e.StatusCode}")}"); }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { throw new RouteUnavailable("email: no answer in time"); }
    }

    /// <summary>Permanent answers about the address or its mailbox; others (a login refused, 4xx) are ours to put right.</summary>
    static bool AddressRefused(SmtpStatusCode status) => status is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath
        or SmtpStatusCode.ExceededStorageAllocation or SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.TransactionFailed;
}
