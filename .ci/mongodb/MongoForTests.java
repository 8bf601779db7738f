import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;
import java.util.List;

/** A MongoDB-compatible server in memory on a free port of this machine, for as long as the process of the given id lives. */
public final class MongoForTests {
  /**
   * mongo-java-server says 8 for its 5.0; MongoDB 5.0 itself says 13, and driver 7 talks to 9 and newer only. What the
   * driver then uses (OP_MSG and the commands of the job store) the server understands.
   */
  private static final class Version implements MongoVersion {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(5, 0, 0);
    }

    @Override
    public int getWireVersion() {
      return 13;
    }
  }

  public static void main(String[] arguments) throws Exception {
    ProcessHandle owner = ProcessHandle.of(Long.parseLong(arguments[0])).orElseThrow();
    MongoServer server = new MongoServer(new MemoryBackend().version(new Version()));
    server.bind(new InetSocketAddress("127.0.0.1", 0));
    System.out.println("mongodb://127.0.0.1:" + server.getLocalAddress().getPort());
    owner.onExit().get();
    server.shutdownNow();
    System.exit(0);
  }
}
