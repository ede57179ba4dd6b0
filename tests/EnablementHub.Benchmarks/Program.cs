Console.WriteLine("EnablementHub benchmarks");
