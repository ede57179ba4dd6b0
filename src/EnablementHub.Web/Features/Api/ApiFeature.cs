using EnablementHub.Features.Api.Bodies;
using EnablementHub.Features.Api.Idempotency;
using EnablementHub.Features.Api.Items;
using EnablementHub.Features.Api.OpenApi;
using EnablementHub.Features.Api.People;
using EnablementHub.Features.Api.UsageEvents;
using EnablementHub.Platform.Jobs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EnablementHub.Features.Api;

/// <summary>The door of the room: what other systems read and write, by the same writes as the pages.</summary>
public static class ApiFeature
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.Configure<MvcOptions>(options =>
        {
            options.InputFormatters.Insert(0, new BodyFormatter());

            // The bodies are checked by their reader and by the writes, which have the sentences.
            options.ModelMetadataDetailsProviders.Add(new SuppressChildValidationMetadataProvider(typeof(ApiBody)));
        });
        services.AddSingleton<RequestsUnderWay>();
        services.AddScoped<IdempotentRequests>();
        services.AddScoped<ItemRows>();
        services.AddScoped<ItemDoor>();
        services.AddScoped<WriteFromOutside>();
        services.AddScoped<PersonRows>();
        services.AddScoped<ReadEvents>();
        services.AddScoped<ReferenceReader>();
        services.AddReference();
        return services.AddRecurringJob<RemoveOldRequestsJob>();
    }
}
