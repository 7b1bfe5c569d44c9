package org.xuhao.app.reference;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xuhao.app.settings.PeopleFile.Person;
import org.xuhao.hall.Plan.ClerkPlan;
import org.xuhao.hall.value.ClerkId;
import org.xuhao.hall.value.ServiceCode;

/** The body of an edition of people: JSON, to which a newer release may add. */
final class PeopleText {
  private PeopleText() {}

  static String of(List<Person> people) {
    var all = new JsonArray();
    for (Person one : people)
      all.add(
          new JsonObject()
              .put("id", one.id())
              .put("name", one.name())
              .put("skills", new JsonArray(List.copyOf(one.skills()))));
    return new JsonObject().put("people", all).encode();
  }

  /** Throws where it is none. */
  static SortedMap<ClerkId, ClerkPlan> parse(String body) {
    try {
      var clerks = new TreeMap<ClerkId, ClerkPlan>();
      JsonArray all = new JsonObject(body).getJsonArray("people");
      for (int i = 0; i < all.size(); i++) {
        JsonObject one = all.getJsonObject(i);
        var id = new ClerkId(one.getString("id"));
        Set<ServiceCode> skills = new HashSet<>();
        for (Object code : one.getJsonArray("skills")) skills.add(new ServiceCode((String) code));
        clerks.put(id, new ClerkPlan(id, one.getString("name", ""), skills));
      }
      return clerks;
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("no people: " + e.getMessage(), e);
    }
  }
}
