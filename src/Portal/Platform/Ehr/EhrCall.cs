namespace Portal.Platform.Ehr;

static class EhrCall
{
    /// <summary>Makes a request; no connection and no answer in time become <see cref="EhrUnavailable"/>.</summary>
    public static async Task<HttpResponseMessage> Try(Func<Task<HttpResponseMessage>> request, CancellationToken ct)
    {
        try { return await request(); }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.HttpProtocolError or HttpRequestError.Unknown)
        {
            throw new EhrUnavailable(EhrUnavailable.NoAnswer);   // it may have been applied
        }
        catch (HttpRequestException) { throw new EhrUnavailable(EhrUnavailable.NoConnection); }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { throw new EhrUnavailable(EhrUnavailable.NoAnswer); }
    }
}
