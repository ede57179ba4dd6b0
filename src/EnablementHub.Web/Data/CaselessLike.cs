using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EnablementHub.Data;

/// <summary>
/// Texts are kept, compared and held unique by code points on SQL Server, so its LIKE would tell "Price" from "price", which the
/// embedded database's doesn't. Every LIKE is asked by a collation without case there, so that nobody who writes a query has to think of it.
/// </summary>
internal sealed class CaselessLike : IQueryExpressionInterceptor
{
    /// <summary>Entity Framework keeps its services apart for each instance.</summary>
    public static readonly CaselessLike Instance = new();

    private const string Collation = "Latin1_General_100_CI_AS";

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => new Likes().Visit(queryExpression);

    private sealed class Likes : ExpressionVisitor
    {
        private static readonly MethodInfo Collate = typeof(RelationalDbFunctionsExtensions).GetMethod(nameof(RelationalDbFunctionsExtensions.Collate))!.MakeGenericMethod(typeof(string));

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType != typeof(DbFunctionsExtensions) || node.Method.Name != nameof(DbFunctionsExtensions.Like)) return base.VisitMethodCall(node);
            var collated = Expression.Call(Collate, node.Arguments[0], Visit(node.Arguments[1]), Expression.Constant(Collation));
            return node.Update(node.Object, [node.Arguments[0], collated, .. node.Arguments.Skip(2)]);
        }
    }
}
