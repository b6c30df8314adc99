System.Console.WriteLine("DevStack");
