package org.xuhao.hall.value;

/** One sentence in both languages of the hall, Chinese first. */
public record Words(String zh, String en) {}
