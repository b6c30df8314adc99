using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portal.Features.ActingFor;

/// <summary>Describes at /api/openapi.json how a call says for whom it acts, and how it is turned back.</summary>
static class DescribeHeader
{
    public static void AddActingHeader(this IServiceCollection services) =>
        services.Configure<OpenApiOptions>("openapi", o => o.AddOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = ActingGate.Header, In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                Description = "Whose matters the call is about: the id of the person whom the session acts for now. Needed while it acts for somebody; a call for another person goes nowhere.",
            });
            operation.Responses ??= [];
            operation.Responses.TryAdd("409", new OpenApiResponse());
            operation.Responses["409"].Description = $"{operation.Responses["409"].Description} acting-other: the session acts for somebody else. acting-ended: the right to act has ended.".Trim();
            operation.Responses.TryAdd("503", new OpenApiResponse { Description = "acting-unavailable: the registers do not answer, so nothing is done for another." });
            return Task.CompletedTask;
        }));
}
