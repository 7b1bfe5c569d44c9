/* The district's link as it is built: how facts of cases reach every hall, and who sends again what
 * the server forgot. Source of what it must do: docs/adr/0030-the-link.md; run it with bin/model.
 *
 * A hall writes a fact to its journal before anybody sees it. Its outbox sends the entry to FACT and
 * the fact to CASE, and goes on once both are acknowledged. The office's tables read FACT; what they
 * lack is sent again, to both. Every hall reads CASE from its own cursor, which is kept on disk with
 * what was heard, and finds there what it sent itself: with every new line, what it did not read
 * back goes again. Where another message stands at the cursor the stream went back: the hall reads
 * it from its beginning and, as a witness, sends all the facts that it holds once more. Until that
 * is done its cursor on disk stays where the loss shows.
 *
 * Faults, each as often as the budgets below say: a line is cut with all that is under way; a hall
 * loses its memory, or its disk; CASE loses any part of its end, acknowledged or not, and FACT what
 * the tables have not read; the server loses both streams whole.
 *
 * Every step makes progress or uses up a budget, so every run ends, and what holds at its end is
 * what heals. Planted mistakes, each of which must be found:
 *   NO_WITNESS  a hall gives back what it wrote and not what it heard
 *   ACK_IS_ALL  what was acknowledged does not go again with a new line
 *   BY_NAME     a message is known by its name and not by when the server stored it
 *   NO_DEBT     the cursor on disk goes on before the witness was borne
 *   BELIEVE     nothing is sent again because the tables lack it
 * Not modelled: the order of facts, batches and their ids, the window of duplicates (what is in the
 * stream is never stored twice here), numbers, what the tables fold, and that a hall's own entries
 * come back from FACT without what is written on notices.
 */
#ifndef NH
#define NH 2                    /* halls */
#endif
#ifndef K
#define K 1                     /* facts that each hall writes */
#endif
#ifndef CUTS
#define CUTS 1
#endif
#ifndef CRASHES
#define CRASHES 1
#endif
#ifndef LOSSES
#define LOSSES 1                /* lost disks */
#endif
#ifndef TAILS
#define TAILS 1
#endif
#ifndef WIPES
#define WIPES 0
#endif
#ifndef OPENED
#define OPENED 1                /* whether every hall knows a first fact already, hall 0's */
#endif
#define N (OPENED + NH * K)
#define BIT(e) (1 << (e))
#define SET(h) (jrn[h] | heard[h])

/* Another message stands at the cursor. */
#ifdef BY_NAME
#define STANDS(p) log[p]
#else
#define STANDS(p) (log[p] + 16 * put[p])
#endif
#define GONE(h) (cur[h] != born || at[h] > size || (at[h] > 0 && STANDS(at[h] - 1) != stands[h]))

byte made = OPENED;             /* facts so far */
byte todo[NH];
bool up[NH];

/* On a hall's disk. */
byte jrn[NH], heard[NH];        /* facts of its own, facts of others */
byte acked[NH];                 /* of its own, that need not be sent */
byte pos[NH], stood[NH], gen[NH]; /* cursor: how far, what stood there, which stream */
byte back[NH];                  /* of its own, read back: those alone are acknowledged for good */

/* In a hall's memory. */
byte at[NH], stands[NH], cur[NH]; /* the cursor; ahead of that on disk only while a witness owes */
byte owes[NH];                  /* facts that it is yet to send as a witness */
bool fresh[NH];                 /* the line is a new one: look before reading */
byte toFact[NH], toCase[NH];    /* under way */

/* At the server and at the office. */
byte log[N], put[N];            /* CASE; since which loss each message is there: its time tells */
byte lost = 0;
byte size = OPENED;
byte held = OPENED;                  /* the same as a set */
byte born = 1;                  /* which stream of that name it is */
byte tables = OPENED;                /* read from FACT */
byte unread = TAILS;            /* what FACT loses before the tables read it */
bool calm = false;              /* no more faults */
bool healed = false;

/* Stores e in CASE, once. */
inline store(e) {
  p = 0;
  do :: p < size && log[p] != e -> p++ :: else -> break od;
  if
  :: p == size -> log[size] = e; put[size] = lost; size++; held = held | BIT(e)
  :: else
  fi;
  p = 0
}

inline keepCursor(h) {
#ifndef NO_DEBT
  if :: owes[h] == 0 ->
#endif
     pos[h] = at[h]; stood[h] = stands[h]; gen[h] = cur[h]
#ifndef NO_DEBT
  :: else fi
#endif
}

inline lowest(set, e) {
  e = 0;
  do :: !((set) & BIT(e)) -> e++ :: else -> break od
}

proctype Hall(byte h) {
  byte e, p;
  do
  /* something happens to the case here, whatever is known here */
  :: d_step { todo[h] > 0 -> jrn[h] = jrn[h] | BIT(made); made++; todo[h]-- }
  /* the outbox sends what is not acknowledged */
  :: d_step { up[h] && (toFact[h] | toCase[h]) == 0 && (jrn[h] & ~acked[h]) ->
       toFact[h] = jrn[h] & ~acked[h]; toCase[h] = toFact[h] }
#ifndef BELIEVE
  /* the tables lack it, and it is not on its way to them */
  :: d_step { up[h] && (acked[h] & ~tables) -> acked[h] = acked[h] & tables }
#endif
  :: d_step { up[h] && owes[h] && (toFact[h] | toCase[h]) == 0 -> toCase[h] = owes[h] }
  /* a new line: is the stream the one that was read? What was not read back goes again */
  :: d_step { up[h] && fresh[h] ->
       fresh[h] = false;
       if
       :: GONE(h) ->
#ifdef NO_WITNESS
          owes[h] = jrn[h];
#else
          owes[h] = SET(h);
#endif
          at[h] = 0; stands[h] = 0; cur[h] = born; back[h] = 0
       :: else
       fi;
#ifndef ACK_IS_ALL
       acked[h] = acked[h] & back[h]
#endif
     }
  :: d_step { up[h] && !fresh[h] && at[h] < size ->
       e = log[at[h]]; stands[h] = STANDS(at[h]); at[h] = at[h] + 1;
       if :: jrn[h] & BIT(e) -> back[h] = back[h] | BIT(e) :: else -> heard[h] = heard[h] | BIT(e) fi;
       keepCursor(h); e = 0 }
  /* what is under way arrives */
  :: d_step { up[h] && toFact[h] ->
       tables = tables | toFact[h];
       acked[h] = acked[h] | (toFact[h] & ~toCase[h]); toFact[h] = 0 }
  :: d_step { up[h] && toFact[h] && unread > 0 -> unread--;
       acked[h] = acked[h] | (toFact[h] & ~toCase[h]); toFact[h] = 0 }
  :: d_step { up[h] && toCase[h] -> lowest(toCase[h], e);
       store(e); toCase[h] = toCase[h] & ~BIT(e); owes[h] = owes[h] & ~BIT(e); keepCursor(h);
       if
       :: jrn[h] & BIT(e) & ~toFact[h] & tables -> acked[h] = acked[h] | BIT(e)
       :: else
       fi; e = 0 }
  :: healed -> break
  od
}

inline cutOff(h) { toFact[h] = 0; toCase[h] = 0; fresh[h] = true }

inline forget(h) {              /* what was in memory */
#ifndef ACK_IS_ALL
  acked[h] = acked[h] & back[h];
#endif
  cutOff(h); owes[h] = 0; at[h] = pos[h]; stands[h] = stood[h]; cur[h] = gen[h]
}

inline cutTo(left) {
  do :: size > left -> size--; held = held & ~BIT(log[size]); log[size] = 0; put[size] = 0 :: else -> break od
}

inline restarted() {            /* the server: every line is a new one */
  lost++;
  h = 0;
  do :: h < NH -> cutOff(h); h++ :: else -> break od;
  h = 0
}

proctype Faults() {
  byte h, i;
  byte cuts = CUTS, crashes = CRASHES, losses = LOSSES, tails = TAILS, wipes = WIPES;
  do
  :: atomic { cuts > 0 -> select(h : 0 .. NH - 1);
       d_step { cuts--; up[h] = false; cutOff(h); h = 0 } }
  :: atomic { cuts < CUTS -> select(h : 0 .. NH - 1); d_step { up[h] = true; h = 0 } }
  :: atomic { crashes > 0 -> select(h : 0 .. NH - 1); d_step { crashes--; forget(h); h = 0 } }
  /* an empty disk: linked, the hall's past comes back before it starts, else never */
  :: atomic { losses > 0 -> select(h : 0 .. NH - 1);
       d_step { losses--;
         if
         :: up[h] -> jrn[h] = jrn[h] & tables; heard[h] = held & ~jrn[h];
            pos[h] = size; stood[h] = (size > 0 -> STANDS(size - 1) : 0); gen[h] = born
         :: else -> jrn[h] = 0; heard[h] = 0; pos[h] = 0; stood[h] = 0; gen[h] = born
         fi;
         acked[h] = 0; back[h] = 0; forget(h); h = 0 } }
  :: atomic { tails > 0 && size > 0 ->
       select(i : 0 .. size - 1);
       d_step { tails--; cutTo(i); restarted(); i = 0 } }
  :: d_step { wipes > 0 -> wipes--; cutTo(0); born++; restarted() }
  :: crashes + losses + tails + wipes == 0 -> break
  od;
  skip;
  d_step { h = 0; do :: h < NH -> up[h] = true; h++ :: else -> break od; h = 0; calm = true }
}

/* Nothing more can happen: the district is healed. */
proctype Judge() {
  byte h, all;
  timeout ->
  d_step {
    assert(calm);
    h = 0; all = held;
    do :: h < NH -> all = all | SET(h); h++ :: else -> break od;
    h = 0;
    do
    :: h < NH ->
       assert(SET(h) == all);                   /* what one hall has every hall has */
       assert(todo[h] == 0 && owes[h] == 0);
       assert(!(jrn[h] & ~tables));     /* and the tables have every journal */
       h++
    :: else -> break
    od;
    assert(LOSSES > 0 || all == BIT(N) - 1);     /* without a lost disk nothing is lost */
    h = 0; all = 0; healed = true
  }
}

init {
  byte h;
  atomic {
    log[0] = 0;
    do
    :: h < NH ->
       todo[h] = K; up[h] = true; cur[h] = born; gen[h] = born;
#if OPENED
       at[h] = 1; pos[h] = 1;
       if :: h == 0 -> jrn[h] = 1; acked[h] = 1; back[h] = 1 :: else -> heard[h] = 1 fi;
#endif
       run Hall(h);
       h++
    :: else -> break
    od;
    run Faults(); run Judge()
  }
}
