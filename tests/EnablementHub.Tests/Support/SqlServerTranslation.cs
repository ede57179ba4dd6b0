using System.Collections;
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

    /// <exception cref="InvalidOperationException">It has no translation, or one with more parameters than the server takes.</exception>
    private static void Translate(Expression query)
    {
        using var database = new SqlServerHubDbContext(SqlServerCommands.Options);
        var onServer = new OtherModel(database.Model).Visit(query);
        var element = RowOf(onServer.Type);
        var result = element is null ? onServer.Type : typeof(IEnumerable<>).MakeGenericType(element);
        try
        {
            var compiled = (Delegate)Compile.MakeGenericMethod(result).Invoke(database.GetService<IDatabase>(), [onServer, false])!;
            var context = database.GetService<IQueryContextFactory>().Create();
            foreach (var parameter in Parameters.Of(onServer)) context.Parameters[parameter.Name] = Parameters.Sample(parameter.Type);
            var statement = SqlServerCommands.Of(() =>
            {
                if (compiled.DynamicInvoke(context) is IEnumerable rows) rows.GetEnumerator().MoveNext();
            });
            if (statement.Parameters > SqlServerCommands.MaxParameters) throw new InvalidOperationException($"SQL Server can't answer this query, for it takes {statement.Parameters} parameters: {statement.Text}");
        }
        catch (TargetInvocationException error)
        {
            throw new InvalidOperationException($"SQL Server can't answer this query: {error.InnerException!.Message}", error.InnerException);
        }
    }

    private static Type? RowOf(Type type) => type.IsGenericType && type.GetInterfaces().Append(type).FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IQueryable<>)) is { } queryable
        ? queryable.GetGenericArguments()[0]
        : null;

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

        /// <summary>Any value will do. Lists are as long as one alone may be where each value is a parameter: with whatever else a query asks for, that is too much.</summary>
        public static object? Sample(Type type)
        {
            if (type == typeof(string)) return "";
            if (type.IsArray) return List(type.GetElementType()!);
            if (type.GetInterfaces().Append(type).FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } list)
            {
                var values = List(list.GetGenericArguments()[0]);
                return type.IsAssignableFrom(values.GetType()) ? values : Activator.CreateInstance(type, values);
            }

            return type.IsValueType ? Activator.CreateInstance(type) : null;
        }

        private static Array List(Type element)
        {
            var values = Array.CreateInstance(element, SqlServerCommands.MaxParameters);
            if (values is string[] texts) Array.Fill(texts, "");
            return values;
        }

        protected override Expression VisitExtension(Expression node)
        {
            if (node is not QueryParameterExpression parameter) return base.VisitExtension(node);
            _found[parameter.Name] = parameter.Type;
            return node;
        }
    }
}
