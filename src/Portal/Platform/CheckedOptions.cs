using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Portal.Platform;

static class CheckedOptions
{
    /// <summary>
    /// A section of the configuration as a record, checked when the portal starts: a wrong or missing value stops the
    /// start with a sentence instead of the first visitor.
    /// </summary>
    public static void AddChecked<T>(this IServiceCollection services, string section) where T : class, IValidatableObject
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>, Check<T>>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
    }

    sealed class Check<T>(IServiceProvider services) : IValidateOptions<T> where T : class, IValidatableObject
    {
        public ValidateOptionsResult Validate(string? name, T options)
        {
            var faults = options.Validate(new ValidationContext(options, services, null)).Select(r => r.ErrorMessage!).ToList();
            return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
