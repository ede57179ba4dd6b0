using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using EnablementHub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace EnablementHub.Tests.Support;

/// <summary>
/// Translates every query that any test makes the hub ask into SQL Server's language too, without a server: what only
/// SQLite understands fails the test that asked for it.
/// </summary>
internal sealed class SqlServerTranslation : IQueryExpressionInterceptor
{
    /// <summary>One for all hubs: Entity Framework keeps its services apart for each such interceptor.</summary>
    public static readonly SqlServerTranslation Instance = new();

    private static readonly ConcurrentDictionary<string, byte> Seen = new(StringComparer.Ordinal);
    private static readonly DbContextOptions<SqlServerHubDbContext> Options = OptionsOf();
    private static readonly MethodInfo Compile = typeof(IDatabase).GetMethod(nameof(IDatabase.CompileQuery))!;

    /// <summary>How many different queries were translated so far.</summary>
    public static int Count => Seen.Count;

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (eventData.Context is not SqliteHubDbContext) return queryExpression;

        // Known when it is translated and not before: who swallows the failure leaves it to the next who asks.
        var query = eventData.ExpressionPrinter.PrintExpression(queryExpression);
        if (Seen.ContainsKey(query)) return queryExpression;
        Translate(queryExpression);
        Seen.TryAdd(query, 0);
        return queryExpression;
    }

    /// <summary>The SQL for queries that give rows; empty for those that only a server can answer (counts, updates), whose translation is checked all the same.</summary>
    public static string Translate(Expression query)
    {
        using var database = new SqlServerHubDbContext(Options);
        var onServer = new OtherModel(database.Model).Visit(query);
        var element = RowOf(onServer.Type);
        var result = element is null ? onServer.Type : typeof(IEnumerable<>).MakeGenericType(element);
        try
        {
            var compiled = (Delegate)Compile.MakeGenericMethod(result).Invoke(database.GetService<IDatabase>(), [onServer, false])!;
            if (element is null) return "";
            var context = database.GetService<IQueryContextFactory>().Create();
            foreach (var parameter in Parameters.Of(onServer)) context.Parameters[parameter.Name] = Parameters.Sample(parameter.Type);
            return compiled.DynamicInvoke(context) is IQueryingEnumerable rows ? rows.ToQueryString() : "";
        }
        catch (TargetInvocationException error)
        {
            throw new InvalidOperationException($"SQL Server can't answer this query: {error.InnerException!.Message}", error.InnerException);
        }
    }

    private static Type? RowOf(Type type) => type.IsGenericType && type.GetInterfaces().Append(type).FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IQueryable<>)) is { } queryable
        ? queryable.GetGenericArguments()[0]
        : null;

    private static DbContextOptions<SqlServerHubDbContext> OptionsOf()
    {
        var options = new DbContextOptionsBuilder<SqlServerHubDbContext>();
        DataFeature.ConfigureSqlServer(options, "Server=nowhere");
        return options.Options;
    }

    private sealed class OtherModel(IModel model) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root
            ? new EntityQueryRootExpression(model.FindEntityType(root.EntityType.Name)!)
            : base.VisitExtension(node);
    }

    private sealed class Parameters : ExpressionVisitor
    {
        private readonly Dictionary<string, Type> _found = new(StringComparer.Ordinal);

        public static IEnumerable<(string Name, Type Type)> Of(Expression query)
        {
            var parameters = new Parameters();
            parameters.Visit(query);
            return parameters._found.Select(pair => (pair.Key, pair.Value));
        }

        /// <summary>Any value will do, but an empty list would leave its part of the query out.</summary>
        public static object? Sample(Type type)
        {
            if (type == typeof(string)) return "";
            if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, 2);
            if (type.GetInterfaces().Append(type).FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } list)
            {
                var values = Array.CreateInstance(list.GetGenericArguments()[0], 2);
                return type.IsAssignableFrom(values.GetType()) ? values : Activator.CreateInstance(type, values);
            }

            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }

        protected override Expression VisitExtension(Expression node)
        {
            if (node is not QueryParameterExpression parameter) return base.VisitExtension(node);
            _found[parameter.Name] = parameter.Type;
            return node;
        }
    }
}
