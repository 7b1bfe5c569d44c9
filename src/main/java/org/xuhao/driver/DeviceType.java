package org.xuhao.driver;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.Decoded;
import org.xuhao.wire.Frame;

/**
 * A kind of device that can be driven. Its folder in {@code firmware-protocols} bears its name.
 *
 * @param name as in the hall's file, such as {@code ff68-pad}
 * @param heard takes apart what a device sends
 * @param sent takes apart what is sent to one
 * @param usual a device with usual settings, by line and a few words, for captures and tests:
 *     {@code 5} is address 5 at window 5, {@code 6 rating 5} a rating pad of window 5, {@code 9
 *     screen 4} a hall screen of four rows; a printer needs no words
 */
public record DeviceType(
    String name,
    Function<Bytes, Decoded<? extends Frame>> heard,
    Function<Bytes, Decoded<? extends Frame>> sent,
    BiFunction<String, String, DeviceConfig> usual) {}
